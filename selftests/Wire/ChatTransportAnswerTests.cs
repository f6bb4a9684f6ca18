using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>What the transport makes of answers that arrive.</summary>
internal sealed class ChatTransportAnswerTests
{
    private static readonly ChatRequest Streamed = ChatRequest.Parse("""{"model":"m","messages":[],"stream":true}""");
    private static readonly ChatRequest Whole = ChatRequest.Parse("""{"model":"m","messages":[]}""");

    [Test]
    public async Task A_healthy_whole_reply_is_answered_without_anomaly()
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        var exchange = await Endpoint.SendAsync(server, Whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Status, Is.EqualTo(200));
            Assert.That(exchange.MediaType, Is.EqualTo("application/json"));
            Assert.That(exchange.Reply?.First?.Content, Is.EqualTo("Hello"));
            Assert.That(exchange.Anomalies, Is.Empty);
            Assert.That(exchange.BodyText, Is.EqualTo(Replies.Whole));
            Assert.That(exchange.Url, Is.EqualTo($"{server.BaseUrl}/chat/completions"));
            Assert.That(exchange.Attempts, Has.Count.EqualTo(1));
            Assert.That(exchange.Failure, Is.Null);
            Assert.That(server.Requests.Single().RequestLine, Is.EqualTo("POST /v1/chat/completions HTTP/1.1"));
        }
    }

    [Test]
    public async Task A_healthy_stream_is_answered_without_anomaly()
    {
        await using var server = ScriptedServer.Start(Script.HealthyStream);
        var exchange = await Endpoint.SendAsync(server, Streamed);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Reply?.First?.Content, Is.EqualTo("Hello, wörld 🌍\n"));
            Assert.That(exchange.Anomalies, Is.Empty);
            Assert.That(exchange.BodyText, Is.EqualTo(Sse.Healthy));
            Assert.That(exchange.Timing.FirstContent, Is.Not.Null);
            Assert.That(exchange.Timing.Headers, Is.Not.Null);
        }
    }
}
