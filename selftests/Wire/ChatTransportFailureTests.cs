using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>What the transport makes of answers that never come, or break off.</summary>
[CancelAfter(30_000)]
internal sealed class ChatTransportFailureTests
{
    private static readonly ChatRequest Streamed = ChatRequest.Parse("""{"model":"m","messages":[],"stream":true}""");
    private static readonly ChatRequest Whole = ChatRequest.Parse("""{"model":"m","messages":[]}""");
    private static readonly ExchangeLimits Once = new() { MaxAttempts = 1 };

    [Test]
    public async Task A_refused_connection_is_an_infrastructure_failure()
    {
        var port = ScriptedServer.UnusedPort();
        AssertInfrastructure(await Endpoint.SendAsync(Endpoint.Options(new($"http://127.0.0.1:{port}/v1")), Whole, Once), $"cannot connect to 127.0.0.1:{port}: connection refused");
    }

    [Test]
    public async Task A_host_that_does_not_resolve_is_named()
    {
        AssertInfrastructure(await Endpoint.SendAsync(Endpoint.Options(new("http://no-such-host.invalid/v1")), Whole, Once), "the host name no-such-host.invalid does not resolve");
    }

    [Test]
    public async Task A_server_without_tls_is_named_with_the_reason()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await connection.StaySilentAsync();
        });
        var exchange = await Endpoint.SendAsync(Endpoint.Options(new($"https://127.0.0.1:{server.Port}/v1")), Whole, Once);

        AssertInfrastructure(exchange, $"TLS with 127.0.0.1:{server.Port} failed: ");
        Assert.That(exchange.Failure, Does.Contain("frame").Or.Contain("SSL").IgnoreCase);
    }

    [Test]
    public async Task A_reset_before_the_head_is_named()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            connection.Reset();
        });
        AssertInfrastructure(await Endpoint.SendAsync(server, Whole, Once), $"the connection to 127.0.0.1:{server.Port} broke: connection reset");
    }

    [Test]
    public async Task A_close_before_the_head_is_named()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose(""));
        AssertInfrastructure(await Endpoint.SendAsync(server, Whole, Once), $"127.0.0.1:{server.Port} closed the connection before a response head arrived");
    }

    [Test]
    public async Task A_garbage_status_line_is_named_and_not_quoted()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose($"220 mail {Endpoint.Key} ready\r\n\r\n"));
        AssertInfrastructure(await Endpoint.SendAsync(server, Whole, Once), $"the answer of 127.0.0.1:{server.Port} is not HTTP");
    }

    [Test]
    public async Task A_break_between_head_and_body_is_no_answer()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose(Script.ChunkedHead));
        var exchange = await Endpoint.SendAsync(server, Streamed, Once);

        AssertInfrastructure(exchange, "the connection was closed before the end of the body, before its first byte");
        Assert.That(exchange.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_stream_cut_short_is_an_answer_with_what_had_arrived_and_is_not_tried_again()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose(Script.ChunkedHead + Script.Piece(Sse.Events(Sse.Delta("""{"role":"assistant","content":"Hel"}""")))));
        var exchange = await Endpoint.SendAsync(server, Streamed);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("Hel"));
            Assert.That(exchange.Anomalies.Select(a => a.Kind), Is.EqualTo(new[] { AnomalyKinds.FinishMissing, AnomalyKinds.StreamNoDone, AnomalyKinds.StreamCut }).Or.EqualTo(new[] { AnomalyKinds.StreamNoDone, AnomalyKinds.FinishMissing, AnomalyKinds.StreamCut }));
            Assert.That(exchange.Attempts, Has.Count.EqualTo(1));
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_stream_reset_in_the_middle_says_so()
    {
        var time = new ManualTime();
        var limits = new ExchangeLimits();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            var waiting = time.NextSetsAsync(limits.Idle, 2);
            await connection.SendAsync(Script.StreamHead);
            await waiting.WaitAsync(connection.Stopping);
            waiting = time.NextSetsAsync(limits.Idle, 1);
            await connection.SendAsync(Sse.Events(Sse.Delta("""{"role":"assistant","content":"Hel"}""")));
            await waiting.WaitAsync(connection.Stopping);
            connection.Reset();
        });
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl), time);
        var exchange = await transport.SendAsync(Streamed, limits, Endpoint.Deadline);

        var cut = exchange.Anomalies.Single(a => a.Kind == AnomalyKinds.StreamCut);
        Assert.That(cut.Message, Does.StartWith("The connection broke: connection reset, after "));
        Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("Hel"));
    }

    [Test]
    public async Task A_whole_body_cut_short_is_an_answer_that_is_no_json()
    {
        await using var server = ScriptedServer.Start(Script.SendAndClose("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"id\":"));
        var exchange = await Endpoint.SendAsync(server, Whole);

        Assert.That(exchange.Anomalies.Select(a => a.Kind), Is.EqualTo(new[] { AnomalyKinds.BodyNotJson, AnomalyKinds.BodyCut }));
        Assert.That(exchange.BodyText, Is.EqualTo("{\"id\":"));
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_kept_up_to_it_and_read_no_further()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            await connection.SendAsync(Script.StreamHead);
            while (true)
                await connection.SendAsync(Sse.Events(Sse.Delta("""{"role":"assistant","content":"x"}""")));
        });
        var exchange = await Endpoint.SendAsync(server, Streamed, new() { MaxBodyBytes = 100_000 });

        Assert.That(exchange.Body.Length, Is.EqualTo(100_000));
        Assert.That(exchange.Anomalies[^1].Kind, Is.EqualTo(AnomalyKinds.BodyTooLarge));
    }

    [Test]
    public async Task A_body_of_exactly_the_limit_is_no_anomaly()
    {
        await using var server = ScriptedServer.Start(Script.HealthyStream);
        var exchange = await Endpoint.SendAsync(server, Streamed, new() { MaxBodyBytes = System.Text.Encoding.UTF8.GetByteCount(Sse.Healthy) });

        Assert.That(exchange.Anomalies, Is.Empty);
    }

    private static void AssertInfrastructure(Exchange exchange, string failure)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Infrastructure));
            Assert.That(exchange.Failure, Does.StartWith(failure).And.Not.Contain(Endpoint.Key).And.Not.Contain("\n"));
            Assert.That(exchange.Attempts.Single().Failure, Is.EqualTo(exchange.Failure));
            Assert.That(exchange.Reply, Is.Null);
        }
    }
}
