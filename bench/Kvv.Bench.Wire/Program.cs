using Kvv.Bench.Wire;

// Usage: dotnet run -c Release --project bench/Kvv.Bench.Wire [events per stream] [rounds]
var eventsPerStream = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 4000;
var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;

Console.WriteLine($"{Environment.ProcessorCount} cores, {eventsPerStream} events a stream, median of {rounds} rounds, server in the same process");
Console.WriteLine();
Console.WriteLine("| events a write | streams | raw drain, events/s | drain with platform parsers | ChatTransport | to raw drain | to platform parsers | allocated, B/event | of it the kept body |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
foreach (var eventsPerWrite in new[] { 1, 64 })
{
    await using var server = new StreamServer(eventsPerStream, eventsPerWrite);
    using var drain = new RawDrain(server.BaseUrl);
    using var transport = new TransportDrain(server.BaseUrl);
    foreach (var streams in new[] { 1, 64, 512 })
    {
        var repeats = Math.Max(1, 128 / streams);
        Func<Task<int>>[] readers = [drain.ReadBytesAsync, drain.ReadEventsAsync, transport.ReadAsync];
        var results = readers.Select(_ => new List<Measurement>()).ToArray();
        // The readers take turns, so that a slow moment of the machine meets them all; the first round warms up.
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < readers.Length; i++)
            {
                var one = await Measurement.OfAsync(readers[i], streams, repeats, eventsPerStream);
                if (round >= 0)
                    results[i].Add(one);
            }
        }

        var (raw, parsed, ours) = (Measurement.Median(results[0]), Measurement.Median(results[1]), Measurement.Median(results[2]));
        Console.WriteLine(FormattableString.Invariant(
            $"| {eventsPerWrite} | {streams} | {raw.EventsPerSecond / 1e6:0.00} M | {parsed.EventsPerSecond / 1e6:0.00} M | {ours.EventsPerSecond / 1e6:0.00} M | {ours.EventsPerSecond / raw.EventsPerSecond:0.00} | {ours.EventsPerSecond / parsed.EventsPerSecond:0.00} | {ours.BytesPerEvent:0} | {server.EventBytes} |"));
    }
}
