using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>A profile to serve: one of the fixtures, or a variant of the portable one written to a file for the length of a test.</summary>
internal sealed class ProfileFile : IDisposable
{
    private readonly bool _temporary;

    private ProfileFile(string path, bool temporary) => (Path, _temporary) = (path, temporary);

    public string Path { get; }

    /// <summary>The fixture of that name; <c>logprobs</c> is the portable profile with log probabilities.</summary>
    public static ProfileFile For(string name)
    {
        if (name != "logprobs")
            return new(Endpoint.Profile(name), false);
        var profile = JsonNode.Parse(File.ReadAllText(Endpoint.Profile("generic-openai")))!;
        profile["features"]!["logprobs"] = true;
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"kvv-profile-{Guid.NewGuid():n}.json");
        File.WriteAllText(path, profile.ToJsonString());
        return new(path, true);
    }

    public void Dispose()
    {
        if (_temporary)
            File.Delete(Path);
    }
}
