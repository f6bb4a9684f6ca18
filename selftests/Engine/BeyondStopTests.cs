using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>
/// What a benchmark with a stop rule has made beyond its stop is in no figure but its own: neither tokens nor what its replies
/// showed. How much it is depends on the moment, and nothing else may.
/// </summary>
[TestFixture]
public sealed class BeyondStopTests
{
    private const int Judged = 5;

    // A reply that shows something: it names another model than the one that was asked for.
    private const string OfAnotherModel = """
        data: {"id":"chatcmpl-1","created":1,"model":"other","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"word"},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}}

        data: [DONE]


        """;

    // The first answer waits until eight others are kept: the rule then looks at five trials and stops, and four at least are beyond.
    [Test]
    public async Task WhatWasMadeBeyondTheStopIsShownApart()
    {
        using var runs = new RunsFolder();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var disk = new StoppingDisk(8) { Stop = first.SetResult };
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item == "item0")
                await first.Task;
            if (item.Length == 0)
                return true;
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {OfAnotherModel.Length}\r\n\r\n{OfAnotherModel}");
            return false;
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, runs.Path, change: s => s with { OpenJournal = disk.Open }, settings: [("KVV_CONCURRENCY", "16")]);
        var seen = 0;
        await run.Session.RunBenchmarkAsync(run.Words(200, () => new Rule(_ => ++seen == Judged ? "enough" : null)));
        run.Session.Complete();

        var result = ResultDocument.Parse(await File.ReadAllTextAsync(Path.Combine(TimelessResult.RunFolder(runs.Path), "result.json")));
        var words = result.Benchmarks.Single(b => b.Id == "words");
        var beyond = words.BeyondStop!;
        var kept = JournalReader.All(Path.Combine(TimelessResult.RunFolder(runs.Path), "journal", "words.jsonl")).Count();
        var model = result.Requirements.Single(r => r.Id == "REPLY-MODEL-001");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((words.Trials, words.Usage.PromptTokens), Is.EqualTo((Judged, 20L * Judged)));
            Assert.That(beyond.Trials, Is.GreaterThanOrEqualTo(4).And.EqualTo(kept - Judged));
            Assert.That((beyond.Requests, beyond.PromptTokens, beyond.CompletionTokens, beyond.Replies), Is.EqualTo(((long)beyond.Trials, 20L * beyond.Trials, 5L * beyond.Trials, beyond.Trials)));
            Assert.That(beyond.Anomalies, Is.EqualTo(new Dictionary<string, int> { [AnomalyKinds.ModelOther] = beyond.Trials }));
            Assert.That(result.Spent().Requests - result.Usage.Requests, Is.EqualTo(beyond.Requests));
            // The two replies of first contact, whole and streamed, show nothing.
            Assert.That(model.Actual, Does.StartWith($"{Judged} of {Judged + 2} replies"));
        }
    }

    [Test]
    public void WhatIsHeldCountsWhenItsTrialDoesAndIsLeftOverAtTheStop()
    {
        var books = new StopBooks();
        List<string> booked = [];
        var (one, two, three) = (new TrialId("b", "one", 0), new TrialId("b", "two", 0), new TrialId("b", "two", 1));
        books.Add(two, new(1, 10, 20, 5, 3), [new("kind", "message"), new("kind", "again"), new("other", "message")], () => booked.Add("two"));
        books.Add(three, new(2, 1, 1, 1, 1), null, () => booked.Add("three"));
        books.Add(one, new(1, 7, 7, 7, 7), [], () => booked.Add("one"));
        Assert.That(booked, Is.Empty);
        books.Judged(one);
        var beyond = books.Stop()!;
        books.Release();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(booked, Is.EqualTo(new[] { "one" }));
            Assert.That(beyond with { Anomalies = null! }, Is.EqualTo(new BeyondStop(2, 3, 11, 21, 6, 4, 1, null!)));
            Assert.That(beyond.Anomalies, Is.EqualTo(new Dictionary<string, int> { ["kind"] = 1, ["other"] = 1 }));
            Assert.That(books.Stop(), Is.Null);
        }
    }

    // A benchmark that ended with an error, or was closed, has no stop: all that it sent counts, and so does what still comes.
    [Test]
    public void WithoutAStopEverythingCounts()
    {
        var books = new StopBooks();
        List<string> booked = [];
        books.Add(new("b", "one", 0), RunUsage.None, [], () => booked.Add("one"));
        books.Release();
        books.Add(new("b", "two", 0), RunUsage.None, [], () => booked.Add("two"));
        Assert.That(booked, Is.EqualTo(new[] { "one", "two" }));
    }
}
