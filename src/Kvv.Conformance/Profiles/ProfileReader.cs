using System.Text.Json;

namespace Kvv.Conformance.Profiles;

/// <summary>Turns the text of a profile into a <see cref="ModelProfile"/>, or into the list of what is wrong with it.</summary>
internal static class ProfileReader
{
    /// <summary>Reads a profile.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The file it comes from, for messages.</param>
    /// <param name="expectedName">The name the profile must have, or <see langword="null"/> when any will do.</param>
    /// <exception cref="ProfileException">The text is no JSON, has not the shape of a profile, or contradicts itself.</exception>
    public static ModelProfile Read(ReadOnlyMemory<byte> utf8, string file, string? expectedName)
    {
        ModelProfile? profile;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var problems = ProfileShape.Check(document.RootElement);
            if (problems.Count > 0)
                throw new ProfileException(file, problems);
            profile = document.RootElement.Deserialize<ModelProfile>(ProfileJson.Options);
        }
        catch (JsonException e)
        {
            throw new ProfileException(file, [new(e.Path ?? "$", $"is not readable: {e.Message}")]);
        }

        var contradictions = ProfileRules.Check(profile!, expectedName);
        return contradictions.Count == 0 ? profile! : throw new ProfileException(file, contradictions);
    }
}
