using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// The counts that Moonshot's K2 vendor verifier publishes for one run over its set, and the figures drawn from them.
/// </summary>
/// <param name="Stop">Answers with the finish reason <c>stop</c>.</param>
/// <param name="ToolCalls">Answers with the finish reason <c>tool_calls</c>.</param>
/// <param name="Others">Answers with another finish reason.</param>
/// <param name="SchemaErrors">Answers with <c>tool_calls</c> of which a call is missing, undeclared, no JSON or against its schema.</param>
/// <param name="Valid">Answers with <c>tool_calls</c> whose calls are all valid.</param>
/// <param name="Failures">Requests without an answer.</param>
public sealed record ResultCounts(int Stop, int ToolCalls, int Others, int SchemaErrors, int Valid, int Failures = 0)
{
    /// <summary>All requests.</summary>
    public int Requests => Stop + ToolCalls + Others + Failures;

    /// <summary>Valid calls out of calls, or <see langword="null"/> without a call.</summary>
    public double? SchemaAccuracy => ToolCalls == 0 ? null : (double)Valid / ToolCalls;

    /// <summary>Counts decisions.</summary>
    /// <param name="decisions">One a request.</param>
    public static ResultCounts Of(IReadOnlyCollection<TriggerDecision> decisions)
    {
        var answered = decisions.Where(d => d.Answered).ToList();
        return new(
            answered.Count(d => d.Finish == "stop"),
            answered.Count(d => d.Triggered),
            answered.Count(d => !d.Triggered && d.Finish != "stop"),
            answered.Count(d => d.Triggered && d.CallsValid != true),
            answered.Count(d => d.Triggered && d.CallsValid == true),
            decisions.Count - answered.Count);
    }

    /// <summary>
    /// How alike two runs are: 1 less the Euclidean distance of the five published counts, divided by the requests of the set
    /// (the figure of the verifier's tables of September and October 2025).
    /// </summary>
    /// <param name="official">The official run.</param>
    /// <param name="requests">Requests of the set, at least 1.</param>
    public double Similarity(ResultCounts official, int requests)
    {
        ArgumentNullException.ThrowIfNull(official);
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        var distance = Math.Sqrt(Square(Stop - official.Stop) + Square(ToolCalls - official.ToolCalls) + Square(Others - official.Others)
            + Square(SchemaErrors - official.SchemaErrors) + Square(Valid - official.Valid));
        return 1 - distance / requests;

        static double Square(double difference) => difference * difference;
    }

    /// <summary>Counts a set of decisions against what was due: failures count as not triggered.</summary>
    /// <param name="decisions">The decisions.</param>
    public static TriggerCounts Trigger(IEnumerable<TriggerDecision> decisions)
    {
        int hit = 0, surplus = 0, missed = 0;
        foreach (var decision in decisions)
        {
            hit += decision is { Due: true, Triggered: true } ? 1 : 0;
            surplus += decision is { Due: false, Triggered: true } ? 1 : 0;
            missed += decision is { Due: true, Triggered: false } ? 1 : 0;
        }

        return new(hit, surplus, missed);
    }
}
