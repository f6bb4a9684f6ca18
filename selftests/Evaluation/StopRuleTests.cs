using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>A benchmark that ends early has looked at nothing but the completed prefix of its registered order.</summary>
public sealed class StopRuleTests
{
    private const int Items = 40;

    // Beyond what the rule needs: trials already under way when it ends the benchmark.
    private const int UnderWay = 6;

    [Test]
    public async Task ItIsShownTheTrialsInRegisteredOrderHoweverTheyArriveAndEndsTheRest()
    {
        using var folder = new TemporaryJournal();
        using var journal = TrialJournal.Open(folder.Path, t => t);
        using var slots = new RequestSlots(4);
        var rule = new StopAfter(6);
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = 0;
        var order = Enumerable.Range(0, Items).Reverse().Select(i => new TrialSlot(i, 0)).ToList();
        var play = new ScriptedPlay(async sample =>
        {
            // The first of the registered order answers after three others.
            if (Interlocked.Increment(ref sent) == 4)
                first.SetResult();
            var position = Items - 1 - int.Parse(sample.Id["item-".Length..], CultureInfo.InvariantCulture);
            if (position == 0)
                await first.Task;
            else if (position > 3)
                await rule.HasSeen(position - 3);
        });
        var run = await new TrialScheduler(slots, Unreachable).RunAsync(Benchmark(play, order, () => rule), journal, null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Seen.Take(6), Is.EqualTo(Enumerable.Range(0, 6).Select(i => $"item-{Items - 1 - i}")));
            Assert.That(run.StopReason, Is.EqualTo("six are enough"));
            Assert.That(run.Trials.Count, Is.InRange(6, 6 + UnderWay), "what was under way ends, the rest is not sent");
            Assert.That(run.Trials.Select(t => t.Sample), Is.EqualTo(order.Select(o => $"item-{o.Item}").Where(id => run.Trials.Any(t => t.Sample == id))));
        }
    }

    [Test]
    public async Task AResumedBenchmarkThatHadStoppedSendsNothing()
    {
        using var folder = new TemporaryJournal();
        using var slots = new RequestSlots(1);
        IReadOnlyList<string> before;
        using (var journal = TrialJournal.Open(folder.Path, t => t))
            before = [.. (await new TrialScheduler(slots, Unreachable).RunAsync(Benchmark(new ScriptedPlay(_ => Task.CompletedTask), null, () => new StopAfter(3)), journal, null, CancellationToken.None)).Trials.Select(t => t.Sample)];
        using var again = TrialJournal.Open(folder.Path, t => t);
        var play = new ScriptedPlay(_ => throw new InvalidOperationException("sent again"));
        var run = await new TrialScheduler(slots, Unreachable).RunAsync(Benchmark(play, null, () => new StopAfter(3)), again, null, CancellationToken.None);
        Assert.That((run.StopReason, run.Trials.Select(t => t.Sample).ToList()), Is.EqualTo(("six are enough", before)).Using<(string, IReadOnlyList<string>)>((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2)));
    }

    private static Benchmark Benchmark(ITrialPlay play, IReadOnlyList<TrialSlot>? order, Func<IStopRule> rule) => new()
    {
        Id = "scripted",
        Category = "Reasoning",
        Dataset = new("scripted", "1", [.. Enumerable.Range(0, Items).Select(i => new Sample($"item-{i}", []))]),
        Play = play,
        Judge = new AccuracyJudge(new(0.9, 0.1, false, "test")),
        Order = order,
        StopRule = rule,
    };

    private static Task<Exchange> Unreachable(ChatRequest request, string origin, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A scripted play sends nothing.");

    private sealed class StopAfter(int trials) : IStopRule
    {
        private readonly TaskCompletionSource[] _seen = [.. Enumerable.Range(0, Items).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

        public List<string> Seen { get; } = [];

        /// <summary>Ends when so many trials were looked at, or no more will be.</summary>
        public Task HasSeen(int count) => _seen[count].Task;

        public string? Observe(TrialRecord next)
        {
            Seen.Add(next.Sample);
            foreach (var reached in Seen.Count == trials ? _seen : _seen[..(Seen.Count + 1)])
                reached.TrySetResult();
            return Seen.Count == trials ? "six are enough" : null;
        }
    }

    private sealed class ScriptedPlay(Func<Sample, Task> wait) : ITrialPlay
    {
        public string Describe(Sample sample, int epoch) => $"{sample.Id} {epoch}";

        public ChatRequest FirstRequest(Sample sample, int epoch) => ChatRequest.Empty;

        public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
        {
            await wait(context.Sample);
            return new(new(1, "x", "right"), [Exchanges.Answered()]);
        }
    }

    private sealed class TemporaryJournal : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

        public string Path => System.IO.Path.Combine(_folder, "scripted.jsonl");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
