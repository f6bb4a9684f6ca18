namespace Kvv.ReferenceVendor.Vision;

/// <summary>What can be seen on one known picture.</summary>
/// <param name="Facts">What a healthy model sees: the answer to each question that is asked about the picture.</param>
/// <param name="Eyes">What differs when something goes wrong on the way, by the name of what goes wrong.</param>
internal sealed record Sight(IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Eyes)
{
    /// <summary>The answer to a question, or <see langword="null"/> when the picture does not hold one.</summary>
    /// <param name="fact">What is asked.</param>
    /// <param name="eye">How the picture is seen; <see langword="null"/> for healthy.</param>
    public string? Of(string fact, string? eye) =>
        eye is not null && Eyes.TryGetValue(eye, out var seen) && seen.TryGetValue(fact, out var wrong) ? wrong : Facts.GetValueOrDefault(fact);
}

/// <summary>A question this endpoint understands: which fact it asks for, and of which picture.</summary>
/// <param name="Text">The question, as it stands in the prompt.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Of">
/// <c>last</c>, a number from 1, <c>all</c>, <c>same</c> (whether the first two agree), <c>count</c>, <c>after:LABEL</c> or
/// <c>between:WORD:WORD</c>.
/// </param>
internal sealed record PictureQuestion(string Text, string Fact, string Of);
