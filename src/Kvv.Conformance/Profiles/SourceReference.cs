using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Kvv.Conformance.Profiles;

/// <summary>
/// One reference of a <c>source</c> member. A source is one or more references with <c>"; "</c> between them; a reference is either
/// <c>key: place</c>, where the key stands in the profile's <c>sources</c>, or a tracker entry such as <c>vllm#25054</c> or
/// <c>owner/repo#12</c>, with words about it if needed.
/// </summary>
/// <param name="Key">The key in <c>sources</c>, or <see langword="null"/> for a tracker entry.</param>
/// <param name="Place">The place within that source, or the words after a tracker entry; may be empty.</param>
/// <param name="Url">The address of a tracker entry, or <see langword="null"/>.</param>
public sealed partial record SourceReference(string? Key, string Place, Uri? Url)
{
    /// <summary>The trackers that have a short name, as the fault catalogue uses them.</summary>
    public static ImmutableSortedDictionary<string, string> Trackers { get; } = new Dictionary<string, string>
    {
        ["atom"] = "ROCm/ATOM",
        ["llama.cpp"] = "ggml-org/llama.cpp",
        ["ollama"] = "ollama/ollama",
        ["sglang"] = "sgl-project/sglang",
        ["smg"] = "smg-project/smg",
        ["trtllm"] = "NVIDIA/TensorRT-LLM",
        ["vllm"] = "vllm-project/vllm",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Reads a <c>source</c> member.</summary>
    /// <param name="source">Its text.</param>
    /// <exception cref="FormatException">A reference has neither form, or its tracker is unknown.</exception>
    public static IReadOnlyList<SourceReference> Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Split("; ").Select(One)];
    }

    private static SourceReference One(string text)
    {
        var entry = TrackerEntry().Match(text);
        if (entry.Success)
            return new(null, entry.Groups["words"].Value, Address(entry.Groups["tracker"].Value, entry.Groups["number"].Value));
        var keyed = KeyAndPlace().Match(text);
        return keyed.Success
            ? new(keyed.Groups["key"].Value, keyed.Groups["place"].Value, null)
            : throw new FormatException($"'{text}' is neither 'key: place' nor a tracker entry such as 'vllm#25054' or 'owner/repo#12'");
    }

    private static Uri Address(string tracker, string number)
    {
        var repository = tracker.Contains('/', StringComparison.Ordinal) ? tracker : Trackers.GetValueOrDefault(tracker);
        return repository is null
            ? throw new FormatException($"'{tracker}#{number}' names no known tracker; short names are {string.Join(", ", Trackers.Keys)}, others are written owner/repo#number")
            : new Uri($"https://github.com/{repository}/issues/{number}");
    }

    [GeneratedRegex(@"^(?<tracker>[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)?)#(?<number>[0-9]+)(?<words>$|[ ,].+$)", RegexOptions.ExplicitCapture)]
    private static partial Regex TrackerEntry();

    [GeneratedRegex(@"^(?<key>[a-z0-9][a-z0-9-]*): (?<place>.*\S)$", RegexOptions.ExplicitCapture)]
    private static partial Regex KeyAndPlace();
}
