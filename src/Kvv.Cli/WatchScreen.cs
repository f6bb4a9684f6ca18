using System.Globalization;
using Kvv.Conformance.Session;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kvv.Cli;

/// <summary>
/// One picture of a run for a terminal: a bar for pre-verification and for each benchmark, and what holds for the run as a
/// whole below them. A line never breaks: of a narrow terminal the bars take what the figures leave.
/// </summary>
/// <param name="now">How far the run is.</param>
/// <param name="width">Columns of the terminal.</param>
/// <param name="height">Rows of the terminal.</param>
internal sealed class WatchScreen(ProgressDocument now, int width, int height)
{
    private const int LeastBar = 8;
    private const int MostBar = 40;

    // The prompt of the shell, what holds for the whole run, and the line on what is left out.
    private const int OtherRows = 5;

    /// <summary>The rows of bars.</summary>
    public IReadOnlyList<BarRow> Rows
    {
        get
        {
            List<BarRow> all = [new("pre-verification", now.ChecksEnded, Math.Max(1, now.ChecksStarted), $"{now.ChecksEnded}/{now.ChecksStarted}"), .. now.Benchmarks.Select(Row)];
            // What still runs is worth more of a low terminal than what has ended.
            var room = Math.Max(1, height - OtherRows);
            return all.Count <= room ? all : [.. all.OrderBy(r => r.IsEnded).Take(room)];
        }
    }

    /// <summary>What holds for the run as a whole.</summary>
    public string Summary
    {
        get
        {
            List<string> parts =
            [
                string.Create(CultureInfo.InvariantCulture, $"{now.OutputTokensPerSecond:0} tokens/s"),
                string.Create(CultureInfo.InvariantCulture, $"{now.UnderWay} of {now.Limit} requests under way"),
            ];
            if (now.EtaSeconds is { } eta)
                parts.Add($"about {WatchCommand.Minutes(eta)} left");
            if (now.Benchmarks.Count + 1 - Rows.Count is > 0 and var hidden)
                parts.Add($"{hidden} more bars in a higher window");
            return string.Join(" · ", parts);
        }
    }

    /// <summary>The rows as text, each no longer than the terminal is wide.</summary>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    public IReadOnlyList<(string Name, string Done, string ToDo, string Figures)> Lines(bool isUnicode)
    {
        var rows = Rows;
        var name = Math.Min(rows.Max(r => r.Name.Length), Math.Max(8, width / 3));
        var figures = rows.Max(r => r.Figures.Length);
        // Name, bar and figures with a blank between, and the last column free: some terminals break a line that fills it.
        var bar = Math.Clamp(width - name - figures - 3, LeastBar, MostBar);
        var left = Math.Max(0, width - name - bar - 3);
        var (done, open) = isUnicode ? ('━', '┄') : ('=', '.');
        return
        [
            .. rows.Select(row =>
            {
                var filled = (int)(bar * row.Done / row.Total);
                return ($"{Cut(row.Name, name).PadRight(name)} ", new string(done, filled), new string(open, bar - filled), $" {Cut(row.Figures, left)}");
            }),
        ];
    }

    /// <summary>The picture.</summary>
    /// <param name="isUnicode">Whether the terminal shows more than ASCII.</param>
    public IRenderable ToRenderable(bool isUnicode)
    {
        List<IRenderable> rows = [.. Lines(isUnicode).Select(l => new Markup($"{Markup.Escape(l.Name)}[green]{l.Done}[/][grey]{l.ToDo}[/]{Markup.Escape(l.Figures)}")), new Text(Summary)];
        if (now.Note is not null)
            rows.Add(new Text(now.Note));
        return new Rows(rows);
    }

    // A benchmark that needed fewer trials has ended all the same.
    private static BarRow Row(BenchmarkProgress b)
    {
        var total = Math.Max(1, b.Total);
        return new(b.Id, b.Ended is null ? Math.Min(b.Done, total) : total, total, WatchCommand.Figures(b)) { IsEnded = b.Ended is not null };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : length == 0 ? "" : $"{text[..(length - 1)]}…";

    /// <summary>One bar.</summary>
    /// <param name="Name">What of.</param>
    /// <param name="Done">How much is done.</param>
    /// <param name="Total">Of how much.</param>
    /// <param name="Figures">What is known so far.</param>
    internal sealed record BarRow(string Name, double Done, double Total, string Figures)
    {
        /// <summary>Whether nothing more will come.</summary>
        public bool IsEnded { get; init; }
    }
}
