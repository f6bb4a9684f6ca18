namespace Kvv.Conformance.Results;

/// <summary>
/// Removes secrets from everything that leaves the process: files, console lines, messages. It knows the values themselves,
/// so it also catches an endpoint that echoes the key in an error body.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mask = "[redacted]";

    // Shorter values would eat ordinary text; a key of this length protects nothing anyway.
    private const int ShortestSecret = 6;

    private readonly IReadOnlyList<string> _secrets;

    /// <summary>Creates a redactor.</summary>
    /// <param name="secrets">The values to remove; empty, short and <see langword="null"/> ones are ignored.</param>
    public Redactor(IEnumerable<string?> secrets)
    {
        var values = secrets.Where(s => s is { Length: >= ShortestSecret }).Select(s => s!).ToList();
        // A secret inside JSON text may carry escapes; both spellings are removed, longest first.
        _secrets = [.. values.Concat(values.Select(Escaped)).Distinct().OrderByDescending(s => s.Length)];
    }

    /// <summary>The text without any known secret.</summary>
    /// <param name="text">Any text.</param>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return text;
    }

    private static string Escaped(string value)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(value);
        return json[1..^1];
    }
}
