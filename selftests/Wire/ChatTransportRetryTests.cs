using System.Globalization;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>The one retry policy.</summary>
[CancelAfter(30_000)]
internal sealed class ChatTransportRetryTests
{
    private static readonly ChatRequest Whole = ChatRequest.Parse("""{"model":"m","messages":[]}""");

    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(529)]
    public async Task A_busy_endpoint_is_asked_again_until_it_answers(int status)
    {
        await using var server = ScriptedServer.Start(Closing(status), Closing(status), Script.Healthy);
        var exchange = await Endpoint.SendAsync(server, Whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Attempts.Select(a => (a.Number, a.Status, a.Failure)), Is.EqualTo(new (int, int?, string?)[]
            {
                (1, status, $"HTTP status {status}"),
                (2, status, $"HTTP status {status}"),
                (3, 200, null),
            }));
            Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("Hello"));
        }
    }

    [Test]
    public async Task After_the_last_attempt_status_headers_and_body_are_kept()
    {
        await using var server = ScriptedServer.Start(Script.Answer(500, "application/json", """{"error":{"message":"boom"}}""", "X-Trace: 7"));
        var exchange = await Endpoint.SendAsync(server, Whole, new() { MaxAttempts = 2 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Infrastructure));
            Assert.That(exchange.Attempts, Has.Count.EqualTo(2));
            Assert.That(exchange.Status, Is.EqualTo(500));
            Assert.That(exchange.Failure, Is.EqualTo("HTTP status 500"));
            Assert.That(exchange.Headers["x-trace"], Is.EqualTo("7"));
            Assert.That(exchange.Error, Is.EqualTo(new ApiError("boom", null, null, null)));
        }
    }

    [Test]
    public async Task One_attempt_means_one_request()
    {
        await using var server = ScriptedServer.Start(Script.Answer(503, "text/plain", "busy"));
        var exchange = await Endpoint.SendAsync(server, Whole, new() { MaxAttempts = 1 });

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(exchange.Attempts.Single().Delay, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_connection_that_breaks_before_the_body_is_tried_again()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose(""), Script.SendAndClose(Script.ChunkedHead), Script.Healthy);
        var exchange = await Endpoint.SendAsync(server, Whole);

        Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
        Assert.That(exchange.Attempts.Select(a => a.Status), Is.EqualTo(new int?[] { null, 200, 200 }));
    }

    [TestCase("7", 7)]
    [TestCase("3600", 60)]
    [TestCase("0", 0)]
    public async Task Retry_after_in_seconds_is_honoured_up_to_the_cap(string header, int seconds)
    {
        await AssertDelayAsync(_ => header, TimeSpan.FromSeconds(seconds));
    }

    [Test]
    public async Task Retry_after_as_a_date_is_honoured()
    {
        await AssertDelayAsync(now => now.AddSeconds(42).ToString("R", CultureInfo.InvariantCulture), TimeSpan.FromSeconds(42));
        await AssertDelayAsync(now => now.AddSeconds(-42).ToString("R", CultureInfo.InvariantCulture), TimeSpan.Zero);
    }

    [Test]
    public async Task Without_retry_after_the_delay_grows_with_seeded_jitter()
    {
        var first = await DelaysAsync(seed: 5);
        var again = await DelaysAsync(seed: 5);
        var other = await DelaysAsync(seed: 6);

        Assert.That(first, Is.EqualTo(again));
        Assert.That(first, Is.Not.EqualTo(other));
        Assert.That(first, Is.All.InRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Fewer_than_one_attempt_is_refused()
    {
        using var transport = Endpoint.Transport(Endpoint.Options(new("http://127.0.0.1:1/v1")));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => transport.SendAsync(Whole, new() { MaxAttempts = 0 }, Endpoint.Deadline));
    }

    // A connection that ends after its answer, so that the next attempt meets the next script.
    private static Func<ScriptedConnection, Task> Closing(int status, string header = "X-None: 1") =>
        Script.SendAndClose($"HTTP/1.1 {status} Busy\r\nContent-Type: application/json\r\n{header}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}");

    private static async Task AssertDelayAsync(Func<DateTimeOffset, string> header, TimeSpan expected)
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(Closing(429, $"Retry-After: {header(time.GetUtcNow())}"), Script.Healthy);
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl) with { RetryDelay = TimeSpan.FromSeconds(3) }, time);
        var limits = new ExchangeLimits { Idle = TimeSpan.FromSeconds(1000), Total = TimeSpan.FromSeconds(2000) };
        var sending = transport.SendAsync(Whole, limits, Endpoint.Deadline);
        if (expected > TimeSpan.Zero)
        {
            await time.TimerSetAsync(span => span == expected);
            time.Advance(expected);
        }

        var exchange = await sending;
        Assert.That(exchange.Attempts[0].Delay, Is.EqualTo(expected));
        Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
    }

    private static async Task<List<TimeSpan>> DelaysAsync(int seed)
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(Script.Answer(503, "application/json", "{}"));
        using var transport = new ChatTransport(Endpoint.Options(server.BaseUrl) with { RetryDelay = TimeSpan.FromSeconds(1) }, time, new Random(seed));
        var limits = new ExchangeLimits { Idle = TimeSpan.FromSeconds(1000), Total = TimeSpan.FromSeconds(2000), MaxAttempts = 4 };
        var sending = transport.SendAsync(Whole, limits, Endpoint.Deadline);
        for (var retry = 1; retry < limits.MaxAttempts; retry++)
            time.Advance(await time.TimerSetAsync(span => span < limits.Idle));
        return [.. (await sending).Attempts.SkipLast(1).Select(a => a.Delay)];
    }
}
