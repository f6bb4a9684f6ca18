namespace Kvv.Conformance.Profiles;

/// <summary>
/// What values of one request parameter a model takes. A rule is either a fixed value or a range; a value outside it is refused
/// with status 400, except those of <see cref="Coerced"/>.
/// </summary>
public sealed record ParameterRule
{
    /// <summary>The parameter's name in the request, for example <c>top_p</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The thinking modes the rule holds in.</summary>
    public required ThinkingScope Thinking { get; init; }

    /// <summary>The only value the model takes; excludes <see cref="Min"/> and <see cref="Max"/>.</summary>
    public double? Fixed { get; init; }

    /// <summary>The smallest value the model takes.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value the model takes.</summary>
    public double? Max { get; init; }

    /// <summary>The value of a request that leaves the parameter out; <see langword="null"/> when the maker does not say. Obeys the rule.</summary>
    public double? Default { get; init; }

    /// <summary>Values that must be accepted; each obeys the rule.</summary>
    public required IReadOnlyList<double> Accept { get; init; }

    /// <summary>Values that must be refused; each breaks the rule.</summary>
    public required IReadOnlyList<double> Refuse { get; init; }

    /// <summary>Values that break the rule and may be accepted all the same, read as the default; neither acceptance nor refusal is a fault.</summary>
    public IReadOnlyList<double> Coerced { get; init; } = [];

    /// <summary>Whether an endpoint may refuse every value but the default, because the parameter is no part of the portable contract.</summary>
    public bool Optional { get; init; }

    /// <summary>Where the rule comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what the rule leaves open.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a value obeys the rule. Values are compared exactly, as the decimal text of the profile reads.</summary>
    /// <param name="value">The value.</param>
    public bool Allows(double value) => Fixed is { } only
        ? value.Equals(only)
        : value >= (Min ?? double.NegativeInfinity) && value <= (Max ?? double.PositiveInfinity);

    /// <summary>Whether the rule holds in a thinking mode.</summary>
    /// <param name="mode">The mode.</param>
    public bool HoldsIn(ThinkingMode mode) => Thinking switch
    {
        ThinkingScope.On => mode == ThinkingMode.On,
        ThinkingScope.Off => mode == ThinkingMode.Off,
        _ => true,
    };
}
