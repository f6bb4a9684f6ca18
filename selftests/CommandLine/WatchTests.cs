using System.Text.RegularExpressions;
using Kvv.Cli;
using Kvv.Conformance.Session;
using Kvv.SelfTests.Engine;
using NUnit.Framework;
using Spectre.Console;

namespace Kvv.SelfTests.CommandLine;

/// <summary>`kvv watch` follows a run of another process to its end, and is not confused by what it meets on the way.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class WatchTests : IDisposable
{
    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Test]
    public async Task ALiveRunIsFollowedToItsEnd()
    {
        var goOn = new TaskCompletionSource();
        await using var endpoint = WordEndpoint.Start(async (item, _) =>
        {
            if (item == "item5")
                await goOn.Task;
            return true;
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, change: s => s with { ProgressInterval = TimeSpan.FromMilliseconds(100) }, settings: ("KVV_CONCURRENCY", "1"));
        var measured = run.Session.RunBenchmarkAsync(run.Words(20));
        using var watch = ProductProcess.Kvv("watch", run.Session.RunFolder);
        await watch.SeenAsync("words 5/20 1.000 [");
        goOn.SetResult();
        await measured;
        run.Session.Complete();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await watch.ExitAsync(), Is.Zero, watch.Output);
            Assert.That(watch.Output, Does.Contain("words 20/20").And.Contain($"{Path.GetFileName(run.Session.RunFolder)} is finished. See summary.md"));
        }
    }

    [Test]
    public async Task AHalfWrittenFileIsWaitedFor()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_runs.Path, "run")).FullName;
        var file = Path.Combine(folder, ProgressDocument.File);
        var whole = Progress(folder, "finished", 20).ToJson();
        await File.WriteAllTextAsync(file, whole[..(whole.Length / 2)]);
        using var watch = ProductProcess.Kvv("watch", folder);
        await watch.SeenAsync("no progress yet");
        await File.WriteAllTextAsync(file, whole);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await watch.ExitAsync(), Is.Zero, watch.Output);
            Assert.That(watch.Output, Does.Contain("words 20/20").And.Contain("run is finished").And.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task ARunThatIsNotThereIsSaid()
    {
        using var watch = ProductProcess.Kvv("watch", "no-such-run");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await watch.ExitAsync(), Is.EqualTo(1));
            Assert.That(watch.Output, Does.StartWith("There is no run \"no-such-run\": neither a folder of that name nor one under ").And.Not.Contain("   at "));
        }
    }

    [Test]
    public async Task ARunWithoutSignsOfLifeIsSaid()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_runs.Path, "run")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, ProgressDocument.File), (Progress(folder, "running", 3) with { UpdatedAt = DateTimeOffset.UnixEpoch }).ToJson());
        using var watch = ProductProcess.Kvv("watch", folder);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await watch.ExitAsync(), Is.Zero, watch.Output);
            Assert.That(watch.Output, Does.Contain("No sign of life from run since 1970-01-01").And.Contain("Start it again with the same settings to continue."));
        }
    }

    // The bars themselves, as a terminal that can redraw gets them.
    [Test]
    public async Task BarsGrowWithTheRunAndEndWithIt()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_runs.Path, "run")).FullName;
        var file = Path.Combine(folder, ProgressDocument.File);
        await File.WriteAllTextAsync(file, Progress(folder, "running", 5).ToJson());
        var screen = new Screen("5/20 1.000 [");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 160;
        var bars = WatchCommand.BarsAsync(console, folder, CancellationToken.None);
        await Task.WhenAny(screen.Seen, bars);
        var half = Path.Combine(folder, "half");
        await File.WriteAllTextAsync(half, Progress(folder, "finished", 20).ToJson());
        File.Move(half, file, overwrite: true);
        await bars;
        var shown = Escape().Replace(screen.ToString(), "");
        Assert.That(shown, Does.Match("words +[━=]{10}[┄.]{30} 5/20 1.000 ").And.Match("words +[━=]{40} 20/20 1.000 ").And.Contain("run is finished"));
    }

    // A run of the smoke tier on a terminal of 80 columns once showed no bars at all: its figures had taken every column.
    [TestCase(80, 24)]
    [TestCase(40, 24)]
    [TestCase(200, 60)]
    public void EveryRowHasItsBarAndNoneIsWiderThanTheTerminal(int width, int height)
    {
        var lines = new WatchScreen(Many(10), width, height).Lines(isUnicode: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Count.EqualTo(11));
            Assert.That(lines.Select(l => l.Done.Length + l.ToDo.Length).Distinct().Single(), Is.InRange(8, 40));
            Assert.That(lines.Max(l => l.Name.Length + l.Done.Length + l.ToDo.Length + l.Figures.Length), Is.LessThan(width));
            Assert.That(lines[3].Name, Does.StartWith("a-benchmark-"));
            Assert.That(lines[3].Figures, Does.StartWith(" 4/182"));
        }
    }

    [Test]
    public void ALowTerminalShowsWhatStillRuns()
    {
        var progress = Many(30);
        progress = progress with { Benchmarks = [.. progress.Benchmarks.Select((b, i) => i < 20 ? b with { Done = 182, Ended = "complete" } : b)] };
        var screen = new WatchScreen(progress, 80, 24);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(screen.Rows, Has.Count.EqualTo(19));
            Assert.That(screen.Rows.Count(r => !r.IsEnded), Is.EqualTo(11));
            Assert.That(screen.Summary, Does.Contain("12 more bars in a higher window"));
        }
    }

    private static ProgressDocument Many(int benchmarks) => Progress("run", "running", 5) with
    {
        Note = "the endpoint refuses or fails: requests are held back",
        EtaSeconds = 6540,
        Benchmarks = [.. Enumerable.Range(0, benchmarks).Select(i => new BenchmarkProgress($"a-benchmark-with-a-name-{i}", 182, 4, 1, 0.51, 1, 12, 90, null))],
    };

    private static ProgressDocument Progress(string folder, string state, int done) => new()
    {
        Run = Path.GetFileName(folder),
        UpdatedAt = TimeProvider.System.GetUtcNow(),
        ElapsedSeconds = 7,
        State = state,
        ChecksStarted = 4,
        ChecksEnded = 4,
        Benchmarks = [new("words", 20, done, 1, 0.5, 1, 0, state == "running" ? 9 : null, state == "running" ? null : "complete")],
        Requests = done,
        Tokens = 25 * done,
        OutputTokensPerSecond = 5,
        UnderWay = 1,
        Limit = 1,
    };

    [GeneratedRegex("\\x1b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();

    /// <summary>What a terminal was sent; says when a text has come.</summary>
    private sealed class Screen(string awaited) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void Write(char[] buffer, int index, int count)
        {
            base.Write(buffer, index, count);
            Look();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            Look();
        }

        private void Look()
        {
            if (Escape().Replace(ToString(), "").Contains(awaited, StringComparison.Ordinal))
                _seen.TrySetResult();
        }
    }
}
