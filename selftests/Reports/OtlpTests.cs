using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kvv.Conformance.Reports.Machine;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.CommandLine;
using Kvv.SelfTests.Session;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What a collector of our own receives.</summary>
public sealed class OtlpTests
{
    [Test]
    public async Task ARunArrivesAsOneTraceAndItsMetrics()
    {
        await using var collector = await Collector.StartAsync(StatusCodes.Status200OK);
        using var run = SyntheticRun.Create(
            SyntheticResult.Fails(),
            [SyntheticRun.Trial("a") with { PromptTokens = 10, CompletionTokens = 20, Status = 200 }, SyntheticRun.Trial("b", TrialOutcome.Infrastructure, null, null)]);
        var output = new RecordedOutput();
        await OtlpExport.SendAsync(run.Path, Variables(collector.Address, ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b")), output);

        var spans = collector.Bodies("/v1/traces").SelectMany(b => b["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]!.AsArray()).Select(s => s!).ToList();
        var metrics = collector.Bodies("/v1/metrics").Single()["resourceMetrics"]![0]!["scopeMetrics"]![0]!["metrics"]!.AsArray().ToDictionary(m => (string)m!["name"]!, m => m!);
        var right = spans.Single(s => Attribute(s, "kvv.sample")?["stringValue"]?.ToString() == "a");
        var unreached = spans.Single(s => Attribute(s, "kvv.sample")?["stringValue"]?.ToString() == "b");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output.Lines, Is.Empty);
            Assert.That(collector.Headers, Has.All.EqualTo("a b"));
            Assert.That(spans, Has.Count.EqualTo(1 + SyntheticResult.Fails().Requirements.Count + 2));
            Assert.That(spans.Select(s => (string)s["traceId"]!).Distinct().Single(), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(spans.Select(s => (string)s["spanId"]!), Is.Unique.And.All.Matches("^[0-9a-f]{16}$"));
            Assert.That(spans.Count(s => s["parentSpanId"] is null), Is.EqualTo(1));
            Assert.That((string?)right["name"], Is.EqualTo("chat some-model"));
            Assert.That((string?)Attribute(right, "gen_ai.operation.name")!["stringValue"], Is.EqualTo("chat"));
            Assert.That((string?)Attribute(right, "gen_ai.usage.input_tokens")!["intValue"], Is.EqualTo("10"));
            Assert.That((string?)Attribute(right, "server.address")!["stringValue"], Is.EqualTo("vendor.example"));
            Assert.That((int?)unreached["status"]!["code"], Is.EqualTo(2));
            Assert.That((int?)right["status"]!["code"], Is.Null);
            Assert.That(metrics.Keys, Is.EquivalentTo(["gen_ai.client.token.usage", "gen_ai.client.operation.duration", "kvv.findings", "kvv.benchmark.value"]));
            Assert.That(metrics["gen_ai.client.token.usage"]["histogram"]!["dataPoints"]!.AsArray().Select(p => (double)p!["sum"]!), Is.EqualTo([10.0, 20.0]));
        }
    }

    // As a user gets it: the variable alone makes `dotnet test` send its run.
    [Test]
    public async Task ARunOfTheSuiteIsSentWhenTheVariableIsSet()
    {
        await using var collector = await Collector.StartAsync(StatusCodes.Status200OK);
        using var test = ProductProcess.Test(["--filter", "FullyQualifiedName~ChatTests"], ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address));
        Assert.That(await test.ExitAsync(), Is.Zero, test.Output);
        var spans = collector.Bodies("/v1/traces").SelectMany(b => b["resourceSpans"]![0]!["scopeSpans"]![0]!["spans"]!.AsArray()).Select(s => (string)s!["name"]!).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spans, Has.One.EqualTo("conformance run"));
            Assert.That(spans, Has.Some.StartsWith("check CHAT-"));
            Assert.That(collector.Bodies("/v1/metrics").Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task NoTextOfAModelIsSent()
    {
        await using var collector = await Collector.StartAsync(StatusCodes.Status200OK);
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), [SyntheticRun.Trial("a", value: 0, content: "a private answer") with { Reasoning = "a private answer" }]);
        await OtlpExport.SendAsync(run.Path, Variables(collector.Address), new RecordedOutput());
        var sent = collector.Bodies("/v1/traces").Concat(collector.Bodies("/v1/metrics")).Select(b => b.ToJsonString()).ToList();
        Assert.That(sent, Is.Not.Empty.And.None.Contains("private"));
    }

    [Test]
    public async Task ACollectorThatRefusesOrIsAwayCostsOneLine()
    {
        await using var collector = await Collector.StartAsync(StatusCodes.Status503ServiceUnavailable);
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        var refused = new RecordedOutput();
        await OtlpExport.SendAsync(run.Path, Variables(collector.Address), refused);
        var wrong = new RecordedOutput();
        await OtlpExport.SendAsync(run.Path, Variables("collector:4317"), wrong);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Lines.Single(), Does.Contain("could not be sent").And.Contain("503"));
            Assert.That(wrong.Lines.Single(), Does.Contain("no http or https address"));
        }
    }

    [Test]
    public async Task WithoutTheVariableNothingIsSent()
    {
        var output = new RecordedOutput();
        await OtlpExport.SendAsync("/nowhere", new Dictionary<string, string>(), output);
        Assert.That(output.Lines, Is.Empty);
    }

    [Test]
    public void ABoundaryBelongsToTheBucketBelowIt()
    {
        var histogram = new OtlpHistogram([1, 4]);
        foreach (var value in new[] { 0.5, 1, 1.5, 4, 5 })
            histogram.Add(value);
        var point = histogram.Point("0", "1", []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(point["bucketCounts"]!.AsArray().Select(b => (string)b!), Is.EqualTo(["2", "2", "1"]));
            Assert.That((double?)point["sum"], Is.EqualTo(12));
            Assert.That((double?)point["max"], Is.EqualTo(5));
        }
    }

    private static JsonNode? Attribute(JsonNode span, string name) => span["attributes"]!.AsArray().FirstOrDefault(a => (string?)a!["key"] == name)?["value"];

    private static Dictionary<string, string> Variables(string address, params (string Name, string Value)[] more) =>
        new(more.Select(m => KeyValuePair.Create(m.Name, m.Value)).Append(KeyValuePair.Create("OTEL_EXPORTER_OTLP_ENDPOINT", address)));

    /// <summary>A collector on a free loopback port that keeps what it gets.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _server;
        private readonly ConcurrentQueue<(string Path, JsonNode Body)> _received;
        private readonly ConcurrentQueue<string?> _headers;

        private Collector(WebApplication server, ConcurrentQueue<(string Path, JsonNode Body)> received, ConcurrentQueue<string?> headers)
        {
            _server = server;
            _received = received;
            _headers = headers;
        }

        public string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public IEnumerable<string?> Headers => _headers;

        public static async Task<Collector> StartAsync(int status)
        {
            var received = new ConcurrentQueue<(string, JsonNode)>();
            var headers = new ConcurrentQueue<string?>();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var server = builder.Build();
            server.Run(async context =>
            {
                headers.Enqueue(context.Request.Headers["x-key"]);
                received.Enqueue((context.Request.Path, (await JsonNode.ParseAsync(context.Request.Body))!));
                context.Response.StatusCode = status;
            });
            await server.StartAsync();
            return new(server, received, headers);
        }

        public IEnumerable<JsonNode> Bodies(string path) => _received.Where(r => r.Path == path).Select(r => r.Body);

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
