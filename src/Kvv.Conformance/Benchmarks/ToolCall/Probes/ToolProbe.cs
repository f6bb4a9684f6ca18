using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>What one try at a probe showed.</summary>
/// <param name="Value">1 for right, 0 for wrong, <see langword="null"/> where the model took another good way and nothing was shown.</param>
/// <param name="Sentence">What was seen.</param>
/// <param name="Faults">Ids of faults that it is the signature of.</param>
internal sealed record ProbeVerdict(double? Value, string Sentence, IReadOnlyList<string> Faults)
{
    public static ProbeVerdict Right(string sentence) => new(1, sentence, []);

    public static ProbeVerdict Open(string sentence) => new(null, sentence, []);

    public static ProbeVerdict Wrong(string sentence, params IReadOnlyList<string> faults) => new(0, sentence, faults);

    /// <summary>Wrong by the first flaw; the probe's own suspicion follows those of the flaws.</summary>
    public static ProbeVerdict Wrong(IReadOnlyList<CallFlaw> flaws, params string[] own) => Wrong(
        flaws.Count > 0 ? flaws[0].Sentence : "the arguments hold text that does not decode",
        [.. flaws.SelectMany(f => f.Faults).Concat(own).Distinct()]);
}

/// <summary>A task with the activation that some faults of tool calls need, and what of its tries must hold.</summary>
internal sealed record ToolProbe
{
    /// <summary>Stable id; the name of its metric.</summary>
    public required string Id { get; init; }

    /// <summary>The rule, as a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>How often it is tried, at least 1.</summary>
    public required int Tries { get; init; }

    /// <summary>Tries that must be right. Models differ from try to try, parsers do not.</summary>
    public required int Needed { get; init; }

    /// <summary>Tries that may be wrong.</summary>
    public required int AllowedWrong { get; init; }

    /// <summary>Whether the rule is a recommendation: then it is reported and named, and never decides.</summary>
    public bool IsRecommendation { get; init; }

    /// <summary>The first request of a try.</summary>
    public required Func<ProbeDesk, int, ChatRequest> First { get; init; }

    /// <summary>Makes one try.</summary>
    public required Func<ProbeTry, Task<ProbeVerdict>> Play { get; init; }
}
