namespace Kvv.Schemas;

/// <summary>What a pattern is made of, asked before it is compiled.</summary>
internal static class PatternShape
{
    /// <summary>Whether the pattern refers back to a group.</summary>
    public static bool HasBackreference(PatternNode node) => Any(node, part => part is PatternNode.Backreference);

    /// <summary>Whether a finite automaton can decide the pattern: no references, looks or word boundaries.</summary>
    public static bool IsRegular(PatternNode node) =>
        !Any(node, part => part is PatternNode.Backreference or PatternNode.Look or PatternNode.WordBoundary);

    /// <summary>
    /// About how large an automaton the pattern needs once its counted repetitions are written out; saturates. A class counts by
    /// its ranges: those of a Unicode category are some hundreds, and an automaton over them takes seconds to build.
    /// </summary>
    public static long States(PatternNode node) => node switch
    {
        PatternNode.Set set => 1 + (set.CodePoints.Ranges.Count > 100 ? 50L * set.CodePoints.Ranges.Count : 0),
        PatternNode.Sequence sequence => Sum(sequence.Parts),
        PatternNode.Choice choice => Sum(choice.Branches),
        PatternNode.Repeat repeat => Math.Min(int.MaxValue, States(repeat.Part) * Math.Max(1, repeat.Most ?? repeat.Least)),
        PatternNode.Capture capture => States(capture.Part),
        PatternNode.Look look => States(look.Part),
        _ => 1,
    };

    private static long Sum(IReadOnlyList<PatternNode> parts) => Math.Min(int.MaxValue, 1 + parts.Sum(States));

    private static bool Any(PatternNode node, Func<PatternNode, bool> test) => test(node) || node switch
    {
        PatternNode.Sequence sequence => sequence.Parts.Any(part => Any(part, test)),
        PatternNode.Choice choice => choice.Branches.Any(part => Any(part, test)),
        PatternNode.Repeat repeat => Any(repeat.Part, test),
        PatternNode.Capture capture => Any(capture.Part, test),
        PatternNode.Look look => Any(look.Part, test),
        _ => false,
    };
}
