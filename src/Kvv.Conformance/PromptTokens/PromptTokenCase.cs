using System.Text.Json;

namespace Kvv.Conformance.PromptTokens;

/// <summary>A request with the <c>prompt_tokens</c> that a correct deployment reports for it.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Request">The request's body as JSON text, without a model.</param>
/// <param name="Expected">The published count.</param>
public sealed record PromptTokenCase(string Id, string Request, long Expected)
{
    /// <summary>Reads cases: one JSON object a line with <c>id</c>, <c>request</c> and <c>expected_prompt_tokens</c>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">What to call the file in messages.</param>
    /// <exception cref="InvalidDataException">The text is a large-file pointer, a line is malformed, or an id appears twice.</exception>
    public static IReadOnlyList<PromptTokenCase> Read(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            throw new InvalidDataException($"{name} is a Git LFS pointer, not the file it stands for.");
        var cases = new List<PromptTokenCase>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var read = ReadLine(line, $"{name}({number})");
            if (!seen.Add(read.Id))
                throw new InvalidDataException($"{name}({number}): the id \"{read.Id}\" appears twice.");
            cases.Add(read);
        }

        return cases.Count > 0 ? cases : throw new InvalidDataException($"{name} holds no case.");
    }

    private static PromptTokenCase ReadLine(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var request = root.GetProperty("request");
            if (request.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{place}: \"request\" is no object.");
            return new(root.GetProperty("id").GetString() ?? throw new InvalidDataException($"{place}: \"id\" is null."), request.GetRawText(), root.GetProperty("expected_prompt_tokens").GetInt64());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{place}: a case has the members id, request and expected_prompt_tokens: {e.Message}", e);
        }
    }
}
