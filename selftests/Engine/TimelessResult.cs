using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Engine;

/// <summary>A run's <c>result.json</c> without what depends on the moment: its id, its times, whether it was resumed, the server's port, speeds, and what was made beyond an early stop.</summary>
internal static class TimelessResult
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Everything else, member by member.</summary>
    /// <param name="runs">A folder that holds one run.</param>
    public static string Of(string runs)
    {
        var result = JsonNode.Parse(File.ReadAllText(Path.Combine(RunFolder(runs), "result.json")))!.AsObject();
        foreach (var member in new[] { "id", "startedAt", "finishedAt", "resumed" })
            result["run"]!.AsObject().Remove(member);
        // Each run has a server of its own, so that no cache is warm for the second.
        result["endpoint"]!.AsObject().Remove("baseUrl");
        foreach (var benchmark in result["benchmarks"]!.AsArray())
        {
            benchmark!.AsObject().Remove("latency");
            benchmark.AsObject().Remove("beyondStop");
        }

        foreach (var requirement in result["requirements"]!.AsArray())
            requirement!.AsObject().Remove("durationMs");
        return result.ToJsonString(Readable);
    }

    /// <summary>A file that goes with a benchmark's result.</summary>
    public static string Attachment(string runs, string benchmark, string file) => File.ReadAllText(Path.Combine(RunFolder(runs), "benchmarks", benchmark, file));

    /// <summary>The one run of a folder.</summary>
    public static string RunFolder(string runs) => Directory.EnumerateDirectories(runs).Single(d => new DirectoryInfo(d).LinkTarget is null);
}
