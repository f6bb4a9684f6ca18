using System.Diagnostics;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>
/// A process killed a hundred times at random moments, each time continued: every trial is scored once, none is lost, none is
/// sent after it was settled (counted at the server), and the result is that of a run that nobody touched.
/// </summary>
[TestFixture]
public sealed class ChaosTests
{
    private const int Kills = 100;
    private const int Items = 700;

    [Test]
    public async Task AHundredKillsLoseNothing()
    {
        var seed = Environment.TickCount;
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        using var runs = new RunsFolder();
        await using var endpoint = WordEndpoint.Start(async (item, _) =>
        {
            // Slow enough that a process dies in the middle of something.
            if (item.Length > 0)
                await Task.Delay(15);
            return true;
        });

        // What was settled when a process began. A request of a killed process may arrive after its death, so the order of arrival
        // says nothing: each process has a key of its own.
        var settledBefore = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        var duringStart = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var requests = 0;
            var wanted = random.Next(0, 12);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Count()
            {
                if (Interlocked.Increment(ref requests) >= wanted)
                    reached.TrySetResult();
            }

            endpoint.Asked += Count;
            using var host = Start(endpoint.BaseUrl, runs.Path, Next());
            // Either somewhere in the start, or after some requests and a random rest.
            var pause = Task.Delay(random.Next(50, 500));
            if (random.Next(4) > 0)
            {
                await Task.WhenAny(reached.Task, host.WaitForExitAsync());
                pause = Task.Delay(random.Next(0, 30));
            }

            await pause;
            Assert.That(host.HasExited, Is.False, "the run ended before it was killed a hundred times: give it more items");
            host.Kill();
            await host.WaitForExitAsync();
            endpoint.Asked -= Count;
            duringStart += requests == 0 ? 1 : 0;
        }

        using (var last = Start(endpoint.BaseUrl, runs.Path, Next()))
        {
            await last.WaitForExitAsync();
            Assert.That(last.ExitCode, Is.Zero);
        }

        var sent = endpoint.Requests;
        var journal = Journal(runs.Path);
        using var untouched = new RunsFolder();
        await ChaosHost.RunAsync(endpoint.BaseUrl, untouched.Path, Items, "untouched");
        await TestContext.Out.WriteLineAsync($"{Kills} kills, {duringStart} of them before the first request; {sent.Count} requests for {Items} trials");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.EnumerateDirectories(runs.Path).Count(d => new DirectoryInfo(d).LinkTarget is null), Is.EqualTo(1), "one run, continued");
            Assert.That(journal.Select(r => r.Sample).Distinct().Count(), Is.EqualTo(Items), "a trial was lost");
            Assert.That(journal.Where(r => r.IsSettled).GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty, "a trial was scored twice");
            Assert.That(sent.Where(r => settledBefore[r.Key].Contains(r.Item)), Is.Empty, "a settled trial was sent again");
            Assert.That(settledBefore.Values.Last(), Has.Count.GreaterThan(50));
            Assert.That(TimelessResult.Of(runs.Path), Is.EqualTo(TimelessResult.Of(untouched.Path)));
        }

        string Next()
        {
            var key = $"chaos-process-{settledBefore.Count:0000}";
            settledBefore[key] = Settled(runs.Path).ToHashSet(StringComparer.Ordinal);
            return key;
        }
    }

    private static Process Start(Uri endpoint, string runs, string key)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChaosTests).Assembly.Location, "chaos", endpoint.ToString(), runs, $"{Items}", key]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Starts fast rather than runs fast: it does not live long.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("KVV_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    private static List<TrialRecord> Journal(string runs) =>
        [.. Directory.EnumerateFiles(runs, "words.jsonl", SearchOption.AllDirectories).Where(f => !f.Contains("/latest/", StringComparison.Ordinal)).SelectMany(JournalReader.All)];

    private static IEnumerable<string> Settled(string runs) => Journal(runs).Where(r => r.IsSettled).Select(r => r.Sample);
}
