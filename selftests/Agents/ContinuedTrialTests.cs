using System.Text.Json;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Engine;
using Kvv.Wire;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>The record of an episode that was interrupted, and went on at its last finished turn, is that of one that nobody touched; each of its requests is in the books once.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContinuedTrialTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    // The third reply is not as it should be, and took two attempts.
    private static Func<int, Exchange>[] Script =>
    [
        .. Enumerable.Range(1, 6).Select(i => Calls(($"functions.add:{i}", "add", $$"""{"by": {{i}}}"""))).Select((reply, i) => i == 2 ? n => Noted(reply(n)) : reply),
        Says("21"),
    ];

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task ItsRecordIsThatOfAnEpisodeThatNobodyTouched([Range(1, 6)] int stop)
    {
        var whole = await RunAsync("whole", new ScriptedModel(Script));
        using var kill = new CancellationTokenSource();
        var first = new ScriptedModel([.. Script.Select((reply, i) => i < stop ? reply : n =>
        {
            kill.Cancel();
            kill.Token.ThrowIfCancellationRequested();
            return reply(n);
        })]);
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync("killed", first, cancellationToken: kill.Token));
        var killed = await RunAsync("killed", new ScriptedModel(Script[stop..]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed.Lines.Select(Text), Is.EqualTo(whole.Lines.Select(Text)));
            Assert.That(whole.Lines.Single(), Has.Property("Requests").EqualTo(7).And.Property("Attempts").EqualTo(2));
            Assert.That(whole.TakenOver, Is.Empty);
            Assert.That(killed.TakenOver, Is.EqualTo(Enumerable.Range(1, stop).Select(i => $"step-{i}")));
        }
    }

    [Test]
    public async Task AnEpisodeThatStartsAnewCountsWhatItSendsAlone()
    {
        using var kill = new CancellationTokenSource();
        var first = new ScriptedModel(Script[0], n =>
        {
            kill.Cancel();
            kill.Token.ThrowIfCancellationRequested();
            return Script[1](n);
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync("anew", first, replays: false, kill.Token));
        var anew = await RunAsync("anew", new ScriptedModel(Script), replays: false);
        Assert.That((anew.Lines.Single().Requests, anew.TakenOver.Count), Is.EqualTo((7, 0)));
    }

    // The line of the outage counts the turns before it; the line that goes on after it holds all turns, and says which of them are counted.
    [TestCase(true)]
    [TestCase(false)]
    public async Task TurnsBeforeAnOutageAreInTheBooksOnce(bool inOneProcess)
    {
        Func<int, Exchange>[] before = [.. Script[..4], Ends(ExchangeOutcome.Infrastructure, 503)];
        Outcome run;
        if (inOneProcess)
        {
            run = await RunAsync("outage", new ScriptedModel([.. before, .. Script[4..]]));
        }
        else
        {
            // The episode is made once more at the end of its benchmark, and meets the outage again.
            await RunAsync("outage", new ScriptedModel(before));
            run = await RunAsync("outage", new ScriptedModel(Script[4..]));
        }

        var settled = run.Lines.Single(l => l.IsSettled);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((settled.Requests, settled.Attempts, settled.PromptTokens), Is.EqualTo((7, 2, 700L)));
            Assert.That(settled.CountedBefore, Is.EqualTo(new CountedRequests(4, 2, 400, 200, 0, 0)));
            Assert.That(run.TakenOver, Is.Empty);
            Assert.That(run.Lines.Sum(l => UsageTotals.Of(l).PromptTokens), Is.EqualTo(700));
            Assert.That(run.Lines.Sum(l => UsageTotals.Of(l).CompletionTokens), Is.EqualTo(350));
        }
    }

    private async Task<Outcome> RunAsync(string name, ScriptedModel model, bool replays = true, CancellationToken cancellationToken = default)
    {
        using var slots = new RequestSlots(1);
        var taken = new List<string>();
        string path;
        using (var journal = _folder.Open(name))
        {
            path = journal.Path;
            await new TrialScheduler(slots, model.SendAsync).RunAsync(
                new CounterBook(replays).Benchmark(), journal, new() { TakenOver = (_, requests) => taken.AddRange(requests.Select(r => r.Step)) }, cancellationToken);
        }

        return new([.. JournalReader.All(path)], taken);
    }

    private static Exchange Noted(Exchange exchange) => exchange with
    {
        Anomalies = [new("kind", "message", "excerpt")],
        Attempts = [new(1, 503, TimeSpan.FromSeconds(1), "HTTP status 503", null, TimeSpan.FromSeconds(2)), new(2, 200, TimeSpan.FromSeconds(3), null, null, TimeSpan.Zero)],
        Timing = exchange.Timing with { FirstContent = TimeSpan.FromSeconds(1), LongestGap = TimeSpan.FromSeconds(2) },
    };

    private static string Text(TrialRecord record) => JsonSerializer.Serialize(record, TrialJournal.Options);

    private sealed record Outcome(IReadOnlyList<TrialRecord> Lines, IReadOnlyList<string> TakenOver);
}
