using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kvv.SelfTests.Engine;

/// <summary>A run's <c>result.json</c> without what depends on the moment: its id, its times, whether it was resumed, the server's port, and speeds.</summary>
internal static partial class TimelessResult
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Everything else, member by member.</summary>
    /// <param name="runs">A folder that holds one run.</param>
    /// <param name="spending">How much of what the whole run spent is part of it.</param>
    public static string Of(string runs, Spending spending = Spending.Whole)
    {
        var result = JsonNode.Parse(File.ReadAllText(Path.Combine(RunFolder(runs), "result.json")))!.AsObject();
        foreach (var member in new[] { "id", "startedAt", "finishedAt", "resumed" })
            result["run"]!.AsObject().Remove(member);
        // Each run has a server of its own, so that no cache is warm for the second.
        result["endpoint"]!.AsObject().Remove("baseUrl");
        foreach (var benchmark in result["benchmarks"]!.AsArray())
            benchmark!.AsObject().Remove("latency");
        foreach (var requirement in result["requirements"]!.AsArray())
            requirement!.AsObject().Remove("durationMs");
        if (spending == Spending.ButCachedTokens)
            result["usage"]!.AsObject().Remove("cachedTokens");
        if (spending != Spending.None)
            return result.ToJsonString(Readable);
        result.Remove("usage");
        return Replies().Replace(result.ToJsonString(Readable), "$1 of the replies");
    }

    /// <summary>A file that goes with a benchmark's result.</summary>
    public static string Attachment(string runs, string benchmark, string file) => File.ReadAllText(Path.Combine(RunFolder(runs), "benchmarks", benchmark, file));

    /// <summary>The one run of a folder.</summary>
    public static string RunFolder(string runs) => Directory.EnumerateDirectories(runs).Single(d => new DirectoryInfo(d).LinkTarget is null);

    [GeneratedRegex("([0-9]+) of [0-9]+ replies")]
    private static partial Regex Replies();
}

/// <summary>What a run spent, as far as it does not depend on the moment.</summary>
internal enum Spending
{
    /// <summary>Nothing: how many trials were under way beyond the stop of a benchmark depends on the moment, and so does how many replies were looked at.</summary>
    None,

    /// <summary>
    /// Requests and tokens but those that the endpoint read from its prefix cache: it depends on the order of requests who
    /// computes a prefix and who finds it, and a request that was lost with an interruption has left its prefix there.
    /// </summary>
    ButCachedTokens,

    /// <summary>Requests and tokens.</summary>
    Whole,
}
