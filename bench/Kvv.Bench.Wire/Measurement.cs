using System.Diagnostics;

namespace Kvv.Bench.Wire;

/// <summary>What reading streams side by side cost.</summary>
/// <param name="EventsPerSecond">Events of all streams over the wall time.</param>
/// <param name="BytesPerEvent">Bytes allocated in the process, the server's share included.</param>
internal sealed record Measurement(double EventsPerSecond, double BytesPerEvent)
{
    public static async Task<Measurement> OfAsync(Func<Task<int>> read, int streams, int repeats, int eventsPerStream)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < repeats; i++)
            {
                var seen = await read();
                if (seen != eventsPerStream)
                    throw new InvalidOperationException($"{seen} of {eventsPerStream} events were read.");
            }
        })));
        watch.Stop();
        var events = (double)streams * repeats * eventsPerStream;
        return new(events / watch.Elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / events);
    }

    public static Measurement Median(IReadOnlyList<Measurement> all) => new(
        all.Select(m => m.EventsPerSecond).Order().ElementAt(all.Count / 2),
        all.Select(m => m.BytesPerEvent).Order().ElementAt(all.Count / 2));
}
