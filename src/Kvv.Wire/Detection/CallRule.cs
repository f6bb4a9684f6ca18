namespace Kvv.Wire.Detection;

/// <summary>Applies one rule to every tool call of a message and reports the first that breaks it, with how many do.</summary>
internal static class CallRule
{
    /// <summary>Reports at most one anomaly.</summary>
    /// <param name="calls">The calls of one message.</param>
    /// <param name="kind">The anomaly's kind.</param>
    /// <param name="found">Receives the anomaly.</param>
    /// <param name="judge">Gives, for a call and its place, what is wrong with it and the offending text, or <see langword="null"/>.</param>
    public static void Apply(IReadOnlyList<ToolCall> calls, string kind, ICollection<Anomaly> found, Func<ToolCall, int, (string Fault, string? Text)?> judge)
    {
        (int Place, string Fault, string? Text)? first = null;
        var count = 0;
        for (var i = 0; i < calls.Count; i++)
        {
            if (judge(calls[i], i) is not var (fault, text))
                continue;
            first ??= (i, fault, text);
            count++;
        }

        if (first is not var (place, what, excerpt))
            return;
        var more = count > 1 ? $"; so it is with {count} of {calls.Count} calls" : "";
        found.Add(new Anomaly(kind, $"Tool call {place} {what}{more}.", excerpt is null ? null : Excerpt.Around(excerpt, 0)));
    }
}
