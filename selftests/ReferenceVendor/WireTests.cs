using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The shape of replies in both modes, usage, caps, stops and the prefix cache.</summary>
[TestFixture]
public sealed class WireTests
{
    private static readonly JsonObject Weather = Requests.Ask("Get the weather in Beijing and Paris.").WithWeather();

    private Endpoint _endpoint = null!;

    private static IEnumerable<TestCaseData> Prompts =>
    [
        new TestCaseData(Requests.Ask("Reply with only the word OK.")).SetArgDisplayNames("a word"),
        new TestCaseData(Requests.Ask("Repeat exactly: 👩‍🚀🌍漢字 𝛼 ende")).SetArgDisplayNames("an echo beyond ASCII"),
        new TestCaseData(Requests.Ask("Tell me a short story.")).SetArgDisplayNames("a story without a seed"),
        new TestCaseData(Requests.Ask("Count from 1 to 100.").With("max_tokens", 150)).SetArgDisplayNames("a capped list"),
        new TestCaseData(Requests.Ask("Count from 1 to 100.").With("stop", "17")).SetArgDisplayNames("a stopped list"),
        new TestCaseData(Weather).SetArgDisplayNames("two calls"),
        new TestCaseData(Weather.With("max_tokens", 140).With("reasoning_effort", "low")).SetArgDisplayNames("capped calls"),
        new TestCaseData(Requests.Ask("City Oslo.").With("response_format", Requests.Schema("a", """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""))).SetArgDisplayNames("a schema"),
        new TestCaseData(Requests.Ask("Hello.").Thinking(false)).SetArgDisplayNames("without thinking"),
    ];

    [SetUp]
    public async Task Start() => _endpoint = await Endpoint.StartAsync();

    [TearDown]
    public async Task Stop() => await _endpoint.DisposeAsync();

    [TestCaseSource(nameof(Prompts))]
    public async Task WholeAndStreamSayTheSame(JsonObject request)
    {
        var whole = await _endpoint.SendAsync(request);
        var stream = await _endpoint.SendAsync(request.Streamed());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stream.IsStream, Is.True);
            Assert.That(stream.Content ?? "", Is.EqualTo(whole.Content ?? ""));
            Assert.That(stream.Reasoning, Is.EqualTo(whole.Reasoning));
            Assert.That(stream.Calls, Is.EqualTo(whole.Calls));
            Assert.That(stream.FinishReason, Is.EqualTo(whole.FinishReason));
            Assert.That((stream.PromptTokens, stream.CompletionTokens), Is.EqualTo((whole.PromptTokens, whole.CompletionTokens)));
        }
    }

    [TestCaseSource(nameof(Prompts))]
    public async Task TheSameSeedGivesTheSameBytes(JsonObject request)
    {
        await using var twin = await Endpoint.StartAsync();
        await using var other = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), Seed = 99, TimeProvider = new FixedClock() });
        foreach (var mode in new[] { request, request.Streamed() })
        {
            var one = await _endpoint.SendAsync(mode);
            Assert.That((await twin.SendAsync(mode)).Bytes, Is.EqualTo(one.Bytes));
            Assert.That((await other.SendAsync(mode)).Bytes, Is.Not.EqualTo(one.Bytes), "another seed gives other ids");
        }
    }

    [TestCaseSource(nameof(Prompts))]
    public async Task AStreamHasTheShapeOfTheContract(JsonObject request)
    {
        var reply = await _endpoint.SendAsync(request.Streamed());
        var chunks = reply.Chunks;
        var deltas = reply.Deltas().Select(d => (JsonObject)d).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Events[^1], Is.EqualTo("[DONE]"));
            Assert.That(chunks.Select(c => ((string?)c["id"], (string?)c["object"], (string?)c["model"], (long)c["created"]!)).Distinct(), Has.One.Items);
            Assert.That((string?)chunks[0]["id"], Does.Match("^chatcmpl-[0-9a-f]{24}$"));
            Assert.That(deltas[0].ToJsonString(), Is.EqualTo("""{"role":"assistant","content":""}"""));
            Assert.That(deltas.Skip(1).Count(d => d.ContainsKey("role")), Is.Zero);
            Assert.That(deltas[1..^1].All(d => d.Count == 1 && d.Single().Value is not null), Is.True, "one kind an increment");
            Assert.That(deltas[^1], Has.Count.Zero);
            Assert.That(chunks.Count(c => c["choices"]!.AsArray().Any(x => x!["finish_reason"] is not null)), Is.EqualTo(1));
            Assert.That(chunks[^2]["choices"]![0]!["usage"]?["total_tokens"], Is.Not.Null, "usage in the choice, Kimi style");
            Assert.That(chunks[^1]["choices"]!.AsArray(), Is.Empty);
            Assert.That(chunks.SkipLast(1).Count(c => c["usage"] is not null), Is.Zero);
        }
    }

    [Test]
    public async Task ACallOpensWithItsHeadAndGoesOnWithFragments()
    {
        var reply = await _endpoint.SendAsync(Weather.Streamed());
        var calls = reply.Deltas().SelectMany(d => d["tool_calls"]?.AsArray() ?? []).Select(c => (JsonObject)c!).ToList();
        foreach (var group in calls.GroupBy(c => (int)c["index"]!))
        {
            var head = group.First();
            Assert.That((head["id"] is not null, (string?)head["type"], (string?)head["function"]!["name"], (string?)head["function"]!["arguments"]), Is.EqualTo((true, "function", "get_weather", "")));
            Assert.That(group.Skip(1).All(c => c.Count == 2 && ((JsonObject)c["function"]!).Count == 1), Is.True);
        }

        Assert.That(calls.Select(c => (int)c["index"]!).Distinct(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task NoSummaryChunkComesUnasked()
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Hello.").With("stream", true));
        Assert.That(reply.Chunks.Count(c => c["choices"]!.AsArray().Count == 0), Is.Zero);
        Assert.That((int)reply.Chunks[^1]["choices"]![0]!["usage"]!["prompt_tokens"]!, Is.Positive);
    }

    [Test]
    public async Task UsageAddsUpAndCountsReasoning()
    {
        var usage = (await _endpoint.SendAsync(Requests.Ask("Tell me a short story."))).Usage!;
        var reasoning = (int)usage["completion_tokens_details"]!["reasoning_tokens"]!;
        Assert.That((int)usage["total_tokens"]!, Is.EqualTo((int)usage["prompt_tokens"]! + (int)usage["completion_tokens"]!));
        Assert.That(reasoning, Is.Positive.And.LessThan((int)usage["completion_tokens"]!));
    }

    [TestCase("max_tokens"), TestCase("max_completion_tokens")]
    public async Task ACapIsKeptExactlyAndReported(string name)
    {
        foreach (var cap in (int[])[1, 7, 150])
        {
            var reply = await _endpoint.SendAsync(Requests.Ask("Count from 1 to 300.").With(name, cap));
            Assert.That((reply.CompletionTokens, reply.FinishReason), Is.EqualTo((cap, "length")));
        }
    }

    [Test]
    public async Task AStopStringEndsTheContentCleanly()
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Count from 1 to 20.").With("stop", new JsonArray(" 9,", " 15,")));
        Assert.That((reply.Content, reply.FinishReason), Is.EqualTo(("1, 2, 3, 4, 5, 6, 7, 8,", "stop")));
    }

    [Test]
    public async Task ARepeatedPrefixIsReportedInBlocks()
    {
        var request = Requests.Ask(string.Concat(Enumerable.Repeat("some shared words ", 50)) + "Say hello.");
        var cold = await _endpoint.SendAsync(request);
        var warm = await _endpoint.SendAsync(request);
        var cached = (int)warm.Usage!["prompt_tokens_details"]!["cached_tokens"]!;
        Assert.That((int)cold.Usage!["prompt_tokens_details"]!["cached_tokens"]!, Is.LessThan(32));
        Assert.That(cached, Is.LessThan(warm.PromptTokens).And.GreaterThan(warm.PromptTokens - 17));
        Assert.That(cached % 16, Is.Zero);
    }

    [Test]
    public async Task SeveralChoicesVaryAndAreCounted([Values] bool stream)
    {
        await using var generic = await Endpoint.StartAsync("generic-openai");
        var request = Requests.Ask("Invent a name for a ship.").With("n", 3).With("seed", 4);
        var reply = await generic.SendAsync(stream ? request.Streamed() : request);
        var texts = stream
            ? Enumerable.Range(0, 3).Select(i => string.Concat(reply.Deltas(i).Select(d => (string?)d["content"]))).ToList()
            : reply.Json["choices"]!.AsArray().Select(c => (string)c!["message"]!["content"]!).ToList();
        Assert.That(texts, Has.Count.EqualTo(3).And.None.Empty);
        Assert.That(texts.Distinct().Count(), Is.GreaterThan(1));
        Assert.That(reply.CompletionTokens, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task LogprobsCoverTheContentWhereTheProfileHasThem([Values] bool stream)
    {
        using var profile = ProfileFile.For("logprobs");
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = profile.Path });
        var request = Requests.Ask("Reply with exactly: alpha beta").With("logprobs", true).With("top_logprobs", 2);
        var reply = await endpoint.SendAsync(stream ? request.Streamed() : request);
        var entries = (stream
            ? reply.Chunks.SelectMany(c => c["choices"]!.AsArray()).SelectMany(c => c!["logprobs"]?["content"]?.AsArray() ?? [])
            : reply.Json["choices"]![0]!["logprobs"]!["content"]!.AsArray()).ToList();
        Assert.That(string.Concat(entries.Select(e => (string?)e!["token"])), Is.EqualTo("alpha beta"));
        Assert.That(entries.All(e => e!["top_logprobs"]!.AsArray().Count == 2 && (double)e["logprob"]! <= 0), Is.True);
    }

    [Test]
    public async Task TheEndpointSaysWhatItIs()
    {
        var models = await _endpoint.RequestAsync(HttpMethod.Get, "/models");
        var reply = await _endpoint.SendAsync(Requests.Ask("Hello."));
        Assert.That(models.Json["data"]!.AsArray().Select(m => ((string?)m!["id"], (string?)m["owned_by"])), Is.EqualTo(new[] { ("kimi-k3", "kvv-reference-endpoint") }));
        Assert.That(((string?)reply.Json["model"], (string?)reply.Json["system_fingerprint"]), Is.EqualTo(("kimi-k3", "kvv-reference-endpoint")));
        Assert.That(new[] { models, reply }.Select(r => r.Headers.GetValueOrDefault("x-kvv-reference")), Is.All.EqualTo("1"));
    }

    [Test]
    public async Task ManyRequestsAtOnceAreAnsweredAsOneByOne()
    {
        var requests = Enumerable.Range(0, 64).Select(i => i % 2 == 0
            ? Requests.Ask($"Tell me a short story about number {i}.").Streamed()
            : Requests.Ask($"The code for alpha is {7000 + i}. What is the code for alpha?")).ToList();
        await using var quiet = await Endpoint.StartAsync();
        var together = await Task.WhenAll(requests.Select(_endpoint.SendAsync));
        for (var i = 0; i < requests.Count; i++)
        {
            var alone = await quiet.SendAsync(requests[i]);
            Assert.That((together[i].Content, together[i].Reasoning, together[i].Status), Is.EqualTo((alone.Content, alone.Reasoning, 200)));
        }

        Assert.That(_endpoint.Server.RequestCounts.Total, Is.EqualTo(64));
        Assert.That(_endpoint.Server.RequestCounts.ByStatus, Is.EqualTo(new Dictionary<int, int> { [200] = 64 }));
        Assert.That(_endpoint.Server.RequestCounts.InFlight, Is.Zero);
    }

    [Test]
    public async Task BodiesAreRecordedInTheOrderOfArrivalWhenAsked()
    {
        await using var recording = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), RecordRequests = true });
        await recording.SendAsync(Requests.Ask("First."));
        await recording.SendAsync(Requests.Ask("Second."));
        var recorded = recording.Server.RequestCounts.Recorded;
        Assert.That(recorded.Select(r => r.Number), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(recorded[1].Body, Does.Contain("Second."));
    }

    [Test]
    public async Task ThinkingFollowsEveryDialect()
    {
        var ask = Requests.Ask("Reply with only the word OK.");
        var off = new[]
        {
            ask.With("thinking", JsonNode.Parse("""{"type":"disabled"}""")),
            ask.With("chat_template_kwargs", JsonNode.Parse("""{"thinking":false}""")),
            ask.With("chat_template_kwargs", JsonNode.Parse("""{"enable_thinking":false}""")),
            ask.With("reasoning_effort", "none"),
        };
        foreach (var request in off)
            Assert.That((await _endpoint.SendAsync(request)).Reasoning, Is.Null, request.ToJsonString());
        Assert.That((await _endpoint.SendAsync(ask)).Reasoning, Is.Not.Empty);
        var both = ask.With("thinking", JsonNode.Parse("""{"type":"enabled","effort":"low"}""")).With("reasoning_effort", "max");
        // What is thought depends on the request; how long does not: the explicit object wins over reasoning_effort.
        Assert.That((await _endpoint.SendAsync(both)).Reasoning!.Length, Is.LessThan((await _endpoint.SendAsync(ask.With("reasoning_effort", "max"))).Reasoning!.Length));
    }
}
