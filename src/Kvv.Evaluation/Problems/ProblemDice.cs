using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Evaluation.Problems;

/// <summary>The choices of one problem: the same for the same place in the same draw, on every machine.</summary>
/// <param name="seed">Seed of this problem alone.</param>
internal sealed class ProblemDice(ulong seed)
{
    private readonly SplitMix64 _random = new(seed);

    /// <summary>The choices of a problem, from the words that name its place.</summary>
    public static ProblemDice For(params object[] place) => new(ScheduleSeed.From(string.Join('|', place)));

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int low, int high) => low + _random.NextBelow(high - low + 1);

    /// <summary>A whole number from <c>-reach</c> to <c>reach</c> other than 0.</summary>
    public int NonZero(int reach) => (_random.NextBelow(2) == 0 ? -1 : 1) * Between(1, reach);

    /// <summary>One of some values.</summary>
    public T Pick<T>(params IReadOnlyList<T> values) => values[_random.NextBelow(values.Count)];
}
