using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>The two limits, the timing and the caller's cancellation, on a clock that moves by hand.</summary>
[CancelAfter(30_000)]
internal sealed class ChatTransportLimitTests
{
    private static readonly ChatRequest Streamed = ChatRequest.Parse("""{"model":"m","messages":[],"stream":true}""");
    private static readonly string Event = Sse.Events(Sse.Delta("""{"role":"assistant","content":"x"}"""));
    private static readonly ExchangeLimits Limits = new() { MaxAttempts = 1, Idle = TimeSpan.FromSeconds(60), Total = TimeSpan.FromSeconds(100) };

    [Test]
    public async Task Silence_before_the_head_is_an_infrastructure_failure()
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            time.Advance(Limits.Idle);
            await connection.StaySilentAsync();
        });
        var exchange = await SendAsync(server, time);

        Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Infrastructure));
        Assert.That(exchange.Failure, Is.EqualTo("no response head arrived within 60 s (idle limit)"));
        Assert.That(exchange.Attempts.Single().Duration, Is.EqualTo(Limits.Idle));
    }

    [Test]
    public async Task Silence_between_head_and_body_is_an_infrastructure_failure()
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            var reading = time.NextSetsAsync(Limits.Idle, 2);
            await connection.SendAsync(Script.StreamHead);
            await reading.WaitAsync(connection.Stopping);
            time.Advance(Limits.Idle);
            await connection.StaySilentAsync();
        });
        var exchange = await SendAsync(server, time);

        Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Infrastructure));
        Assert.That(exchange.Failure, Is.EqualTo("no byte of the body arrived within 60 s (idle limit)"));
    }

    [Test]
    public async Task A_stall_in_the_middle_is_an_answer_with_what_had_arrived()
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await StartAsync(connection, time);
            time.Advance(Limits.Idle);
            await connection.StaySilentAsync();
        });
        var exchange = await SendAsync(server, time);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("x"));
            Assert.That(exchange.Anomalies[^1].Kind, Is.EqualTo(AnomalyKinds.IdleLimitHit));
            Assert.That(exchange.BodyText, Is.EqualTo(Event));
        }
    }

    [Test]
    public async Task A_stream_without_end_ends_at_the_total_limit()
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await StartAsync(connection, time);
            while (true)
            {
                var reading = time.NextSetsAsync(Limits.Idle, 1);
                time.Advance(Limits.Idle / 2);
                await connection.SendAsync(Event);
                await reading.WaitAsync(connection.Stopping);
            }
        });
        var exchange = await SendAsync(server, time);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Anomalies[^1].Kind, Is.EqualTo(AnomalyKinds.TotalLimitHit));
            Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("xxxx"));
        }
    }

    [Test]
    public async Task Timing_is_measured_from_the_start_of_the_attempt()
    {
        var time = new ManualTime();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            time.Advance(TimeSpan.FromSeconds(1));
            await StepAsync(connection, time, Script.StreamHead, 2);
            time.Advance(TimeSpan.FromSeconds(1));
            await StepAsync(connection, time, Sse.Events(Sse.Delta("""{"role":"assistant","content":""}""")), 1);
            time.Advance(TimeSpan.FromSeconds(2));
            await StepAsync(connection, time, Sse.Events(Sse.Delta("""{"content":"x"}""")), 1);
            time.Advance(TimeSpan.FromSeconds(5));
            await connection.SendAsync(Sse.Stream(Sse.Delta("{}", "\"stop\""), Sse.Usage(10, 20)));
        });
        var exchange = await SendAsync(server, time);

        Assert.That(exchange.Anomalies, Is.Empty);
        Assert.That(exchange.Timing with { StartedAt = default }, Is.EqualTo(new ExchangeTiming
        {
            StartedAt = default,
            Headers = TimeSpan.FromSeconds(1),
            FirstChunk = TimeSpan.FromSeconds(2),
            FirstContent = TimeSpan.FromSeconds(4),
            Last = TimeSpan.FromSeconds(9),
            LongestGap = TimeSpan.FromSeconds(5),
            OutputTokensPerSecond = 4,
        }));
    }

    [Test]
    public async Task Cancelling_before_the_head_throws_and_hangs_up()
    {
        using var cancellation = new CancellationTokenSource();
        var hungUp = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            await cancellation.CancelAsync();
            await connection.StaySilentAsync();
            hungUp.SetResult();
        });
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl));

        await Assert.ThatAsync(() => transport.SendAsync(Streamed, new(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        await hungUp.Task;
    }

    [Test]
    public async Task Cancelling_in_the_middle_of_a_stream_throws_and_hangs_up()
    {
        var time = new ManualTime();
        using var cancellation = new CancellationTokenSource();
        var hungUp = new TaskCompletionSource();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await StartAsync(connection, time);
            await cancellation.CancelAsync();
            try
            {
                await connection.StaySilentAsync();
            }
            finally
            {
                hungUp.SetResult();
            }
        });
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl), time);

        await Assert.ThatAsync(() => transport.SendAsync(Streamed, Limits, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        await hungUp.Task;
    }

    [Test]
    public async Task Cancelling_between_attempts_throws()
    {
        var time = new ManualTime();
        using var cancellation = new CancellationTokenSource();
        await using var server = ScriptedServer.Start(Script.Answer(503, "application/json", "{}", "Retry-After: 7"));
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl), time);
        var sending = transport.SendAsync(Streamed, Limits with { MaxAttempts = 3 }, cancellation.Token);
        await time.TimerSetAsync(span => span == TimeSpan.FromSeconds(7));
        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_token_that_is_already_cancelled_sends_nothing()
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl));

        await Assert.ThatAsync(() => transport.SendAsync(Streamed, new(), new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(server.Requests, Is.Empty);
    }

    private static async Task<Exchange> SendAsync(ScriptedServer server, ManualTime time)
    {
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl), time);
        return await transport.SendAsync(Streamed, Limits, Endpoint.Deadline);
    }

    // The client sets its idle limit once with the head, and once for each read that has to wait.
    // Head and one event, each read by the client before the next step.
    private static async Task StartAsync(ScriptedConnection connection, ManualTime time)
    {
        await connection.ReceiveAsync();
        await StepAsync(connection, time, Script.StreamHead, 2);
        await StepAsync(connection, time, Event, 1);
    }

    private static async Task StepAsync(ScriptedConnection connection, ManualTime time, string text, int reads)
    {
        var reading = time.NextSetsAsync(Limits.Idle, reads);
        await connection.SendAsync(text);
        await reading.WaitAsync(connection.Stopping);
    }
}
