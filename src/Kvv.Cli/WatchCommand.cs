using System.CommandLine;
using System.Globalization;
using Kvv.Conformance.Session;
using Spectre.Console;

namespace Kvv.Cli;

/// <summary><c>kvv watch</c>: looks on at a run in another process, by its <c>progress.json</c> alone.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);

    // A run writes every few seconds; after this it is stuck or gone.
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var run = RunArgument.Create();
        var command = new Command("watch", "Show the progress of a run in another process until it ends.") { run };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var folder = RunArgument.Folder(parsed.GetValue(run)!);
                var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) });
                // Bars need a terminal that they can redraw; a file or a pipe gets lines.
                var isLive = !Console.IsOutputRedirected && console.Profile.Capabilities.Interactive && ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out);
                await (isLive ? BarsAsync(console, folder, cancellationToken) : LinesAsync(parsed.InvocationConfiguration.Output, folder, cancellationToken));
                return 0;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
        });
        return command;
    }

    private static async Task LinesAsync(TextWriter output, string folder, CancellationToken cancellationToken)
    {
        var last = "";
        while (true)
        {
            var now = ProgressDocument.TryRead(folder);
            // Once something was seen, a file that cannot be read is one that is being replaced.
            var line = now is not null ? Line(now) : last.Length > 0 ? last : $"{folder}: no progress yet";
            if (line != last)
                await output.WriteLineAsync(line);
            last = line;
            if (now is not null && (now.State != "running" || IsSilent(now)))
            {
                await output.WriteLineAsync(Ending(now));
                return;
            }

            await Task.Delay(Often, cancellationToken);
        }
    }

    internal static async Task BarsAsync(IAnsiConsole console, string folder, CancellationToken cancellationToken)
    {
        ProgressDocument? end = null;
        await console.Live(new Text($"{Path.GetFileName(folder)}: no progress yet")).Overflow(VerticalOverflow.Crop)
            .StartAsync(async context =>
            {
                while (end is null)
                {
                    if (ProgressDocument.TryRead(folder) is { } now)
                    {
                        context.UpdateTarget(new WatchScreen(now, console.Profile.Width, console.Profile.Height).ToRenderable(console.Profile.Capabilities.Unicode));
                        if (now.State != "running" || IsSilent(now))
                            end = now;
                    }

                    if (end is null)
                        await Task.Delay(Often, cancellationToken);
                }
            });
        console.WriteLine();
        console.WriteLine(Ending(end!));
    }

    private static bool IsSilent(ProgressDocument now) => TimeProvider.System.GetUtcNow() - now.UpdatedAt > Silent;

    private static string Ending(ProgressDocument now) => now.State == "running"
        ? $"No sign of life from {now.Run} since {now.UpdatedAt:u}: its process is stuck or gone. Start it again with the same settings to continue."
        : $"{now.Run} is {now.State}{(now.Note is null ? "" : $": {now.Note}")}. See summary.md and report.html in its folder.";

    private static string Line(ProgressDocument now)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"pre-verification {now.ChecksEnded}/{now.ChecksStarted}") };
        parts.AddRange(now.Benchmarks.Select(Text));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{now.Requests} requests, {now.Tokens} tokens, {now.OutputTokensPerSecond:0} tokens/s"));
        if (now.EtaSeconds is { } eta)
            parts.Add($"about {Minutes(eta)} left");
        if (now.Note is not null)
            parts.Add(now.Note);
        return string.Join(" · ", parts);
    }

    private static string Text(BenchmarkProgress b) => $"{b.Id} {Figures(b)}";

    /// <summary>What is known of a benchmark so far.</summary>
    internal static string Figures(BenchmarkProgress b) => string.Create(
        CultureInfo.InvariantCulture,
        $"{b.Done}/{b.Total}{(b.Accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $" {share:0.000} [{b.Low:0.000}, {b.High:0.000}]") : "")}{(b.Errors > 0 ? $" {b.Errors} errors" : "")}{(b.Ended is null ? "" : $" ({b.Ended})")}");

    internal static string Minutes(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");
}
