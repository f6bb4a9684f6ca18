namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>One way in which a reply fails as an answer with a tool call.</summary>
/// <param name="Rule">A short stable name of what is broken, for counts: <c>called</c>, <c>name</c>, <c>arguments-json</c> …</param>
/// <param name="Sentence">What was seen.</param>
/// <param name="Faults">Ids of faults of the catalogue that it is the signature of, the likeliest first; may be empty.</param>
public sealed record CallFlaw(string Rule, string Sentence, IReadOnlyList<string> Faults)
{
    /// <summary>The endpoint took the request.</summary>
    public const string Accepted = "accepted";

    /// <summary>There is a call.</summary>
    public const string Called = "called";

    /// <summary>There is no more than one call.</summary>
    public const string OneCall = "one-call";

    /// <summary>The call names a declared tool.</summary>
    public const string Name = "name";

    /// <summary>The arguments are strict JSON, encoded once.</summary>
    public const string ArgumentsJson = "arguments-json";

    /// <summary>The arguments obey the schema.</summary>
    public const string ArgumentsValid = "arguments-valid";

    /// <summary>The finish reason is <c>tool_calls</c>.</summary>
    public const string Finish = "finish";

    /// <summary>The id has the model's form.</summary>
    public const string Id = "id";

    /// <summary>Indexes, types and the pieces of a stream are in order.</summary>
    public const string Wire = "wire";
}
