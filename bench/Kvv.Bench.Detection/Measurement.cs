using System.Diagnostics;
using Kvv.Wire.Detection;

namespace Kvv.Bench.Detection;

/// <summary>What one inspection costs.</summary>
/// <param name="Fastest">Time of one inspection in the fastest round, which a busy machine disturbs least.</param>
/// <param name="AllocatedBytes">Bytes one inspection allocates.</param>
internal sealed record Measurement(TimeSpan Fastest, long AllocatedBytes)
{
    private const int Rounds = 31;
    private const int MostInspections = 1 << 20;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures after a warm-up, in rounds long enough for the clock; each inspection starts from a fresh copy.</summary>
    public static Measurement Of(DetectorSet set, Inspection inspection)
    {
        var count = 1;
        while (Time(set, inspection, count) < RoundTime && count < MostInspections)
            count *= 2;

        var fastest = Enumerable.Range(0, Rounds).Min(_ => Time(set, inspection, count)) / count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        set.Inspect(inspection with { });
        return new Measurement(fastest, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static TimeSpan Time(DetectorSet set, Inspection inspection, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            set.Inspect(inspection with { });
        return Stopwatch.GetElapsedTime(start);
    }
}
