namespace Kvv.Conformance.Settings;

/// <summary>What a run may spend; <see langword="null"/> for no limit.</summary>
/// <param name="Tokens">Prompt and completion tokens.</param>
/// <param name="Cost">Cost at the given prices.</param>
/// <param name="Duration">Time from the start of this part of the run.</param>
public sealed record BudgetLimits(long? Tokens, decimal? Cost, TimeSpan? Duration);
