using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;

namespace Kvv.Conformance.Session;

/// <summary>How a run ended.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Document">What <c>result.json</c> holds.</param>
/// <param name="Summary">The closing summary for the console, line by line, free of secrets.</param>
public sealed record RunOutcome(Verdict Verdict, ResultDocument Document, IReadOnlyList<string> Summary)
{
    /// <summary>Whether this was one shard of a verification and did all it had to: what remains is to join the shards.</summary>
    public bool IsCompleteShard { get; init; }

    /// <summary>What the diagnosis was made from.</summary>
    internal DiagnosisInput Evidence { get; init; } = new([], new Dictionary<string, int>(), [], []);
}
