namespace Kvv.ReferenceVendor.Contract;

/// <summary>One row of the profile's parameter table.</summary>
/// <param name="Name">The request member.</param>
/// <param name="Thinking">The thinking mode the row speaks of; <see langword="null"/> for both.</param>
internal sealed record ParameterRule(string Name, bool? Thinking)
{
    public double? Fixed { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>What applies when a request says nothing.</summary>
    public double? Default { get; init; }

    /// <summary>Values quietly replaced by the fixed one instead of refused.</summary>
    public IReadOnlyList<double> Coerced { get; init; } = [];

    public bool AppliesTo(bool thinking) => Thinking is null || Thinking == thinking;

    public bool Coerces(double value) => Fixed is not null && Coerced.Contains(value);

    /// <summary>Whether a value obeys the row: within the range and, where one value is fixed, equal to it.</summary>
    public bool Allows(double value) =>
        Coerces(value)
        || ((Fixed is null || value == Fixed) && (Min is null || value >= Min) && (Max is null || value <= Max));

    /// <summary>What the row allows, in words for an error message.</summary>
    public string Describe() => Fixed is { } only
        ? FormattableString.Invariant($"only {only} is allowed for this model")
        : FormattableString.Invariant($"it must lie between {Min} and {Max}");
}
