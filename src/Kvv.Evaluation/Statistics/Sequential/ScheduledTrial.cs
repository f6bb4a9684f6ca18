namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>One position of a pre-registered schedule.</summary>
/// <param name="Index">Position, from 0.</param>
/// <param name="Item">Item number, from 0.</param>
/// <param name="Epoch">How often the item stood earlier in the schedule; item and epoch together name a trial.</param>
public readonly record struct ScheduledTrial(int Index, int Item, int Epoch);
