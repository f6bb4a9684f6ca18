namespace Kvv.ReferenceVendor.Faults;

/// <summary>How far a request must have come before a condition can be judged.</summary>
internal enum Knowledge
{
    Body,
    Prompt,
    Output,
}

/// <summary>One activation condition.</summary>
/// <param name="Text">As written in the specification.</param>
/// <param name="Needs">When it can first be judged.</param>
/// <param name="Holds">The judgement.</param>
internal sealed record Condition(string Text, Knowledge Needs, Func<CallFacts, bool> Holds);
