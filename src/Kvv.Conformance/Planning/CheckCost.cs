using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Planning;

/// <summary>What one check costs in one mode, as measured on the reference endpoint.</summary>
public sealed record CheckCost
{
    /// <summary>The requirement's id.</summary>
    public required string Id { get; init; }

    /// <summary>The mode as results spell it: <c>whole</c>, <c>stream, thinking on</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Requests sent, retries not included.</summary>
    public required int Requests { get; init; }

    /// <summary>Prompt tokens of the requests that are served; refused ones cost none.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Completion tokens without reasoning.</summary>
    public required long CompletionTokens { get; init; }

    /// <summary>
    /// Reasoning tokens where the model thinks: of each reply <see cref="ThinkingAllowance"/>, or its cap where that is smaller.
    /// </summary>
    public required long ThinkingTokens { get; init; }

    /// <summary>Profiles for which the check sends nothing although they have its mode, because they lack what it judges.</summary>
    public IReadOnlyList<string> NotIn { get; init; } = [];

    /// <summary>
    /// What a model is taken to think about one of pre-verification's small questions, in tokens. An assumption, not a measurement:
    /// the reference endpoint thinks in a few set phrases.
    /// </summary>
    public const int ThinkingAllowance = 400;

    /// <summary>Whether the check sends requests for a profile.</summary>
    /// <param name="profile">The profile.</param>
    public bool AppliesTo(ModelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return !NotIn.Contains(profile.Name) && (Thinking is not { } thinking || profile.Thinking.Has(thinking));
    }

    /// <summary>Whether replies to the check hold reasoning, given what the profile can switch off.</summary>
    /// <param name="profile">The profile.</param>
    public bool Thinks(ModelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Thinking == ThinkingMode.On || (Thinking is null && !profile.Thinking.Has(ThinkingMode.Off));
    }

    private ThinkingMode? Thinking =>
        Mode.EndsWith("thinking on", StringComparison.Ordinal) ? ThinkingMode.On
        : Mode.EndsWith("thinking off", StringComparison.Ordinal) ? ThinkingMode.Off
        : null;
}
