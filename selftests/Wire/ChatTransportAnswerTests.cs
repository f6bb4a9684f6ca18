using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>What the transport makes of answers that arrive.</summary>
[CancelAfter(30_000)]
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
        }
    }

    [Test]
    public async Task A_stream_that_arrives_in_single_bytes_is_read_as_it_was_sent()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReceiveAsync();
            await connection.SendAsync(Script.StreamHead);
            foreach (var b in System.Text.Encoding.UTF8.GetBytes(Sse.HealthyCalls))
                await connection.SendAsync(new[] { b });
        });
        var exchange = await Endpoint.SendAsync(server, Streamed);

        Assert.That(exchange.Anomalies, Is.Empty);
        Assert.That(exchange.Reply!.First!.ToolCalls[0].Arguments, Is.EqualTo("{\"city\":\"Zürich\"}"));
    }

    [TestCase("application/json", true, AnomalyKinds.StreamAnsweredWhole, true)]
    [TestCase("text/event-stream; charset=utf-8", false, AnomalyKinds.WholeAnsweredStreamed, true)]
    [TestCase("text/html", false, AnomalyKinds.MediaTypeUnknown, false)]
    [TestCase("text/plain", true, AnomalyKinds.MediaTypeUnknown, false)]
    public async Task The_reader_follows_the_media_type_and_a_mismatch_is_reported(string mediaType, bool streamed, string kind, bool hasReply)
    {
        var isStream = mediaType.StartsWith("text/event-stream", StringComparison.Ordinal);
        await using var server = ScriptedServer.Start(Script.Answer(200, mediaType, isStream ? Sse.Healthy : Replies.Whole));
        var exchange = await Endpoint.SendAsync(server, streamed ? Streamed : Whole);

        Assert.That(exchange.Anomalies.Select(a => a.Kind), Is.EqualTo(new[] { kind }));
        Assert.That(exchange.Reply is not null, Is.EqualTo(hasReply));
    }

    [Test]
    public async Task A_missing_media_type_and_an_unasked_encoding_are_reported()
    {
        await using var bare = ScriptedServer.Start(Script.SendAndClose("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}"));
        await using var packed = ScriptedServer.Start(Script.Answer(200, "application/json", Replies.Whole, "Content-Encoding: gzip"));

        Assert.That((await Endpoint.SendAsync(bare, Whole)).Anomalies.Single().Kind, Is.EqualTo(AnomalyKinds.MediaTypeUnknown));
        Assert.That((await Endpoint.SendAsync(packed, Whole)).Anomalies.Single().Kind, Is.EqualTo(AnomalyKinds.ContentEncodingUnasked));
    }

    [Test]
    public async Task An_empty_success_is_an_answer_with_an_anomaly()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "application/json", ""));
        var exchange = await Endpoint.SendAsync(server, Whole);

        Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
        Assert.That(exchange.Anomalies.Single().Kind, Is.EqualTo(AnomalyKinds.BodyEmpty));
        Assert.That(exchange.Reply, Is.Null);
    }

    [Test]
    public async Task An_error_first_in_a_stream_is_kept_as_the_exchanges_error()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "text/event-stream", "data: {\"error\":{\"message\":\"busy\",\"code\":502}}\n\n"));
        var exchange = await Endpoint.SendAsync(server, Streamed);

        Assert.That(exchange.Error, Is.EqualTo(new ApiError("busy", null, null, "502")));
        Assert.That(exchange.Anomalies.Select(a => a.Kind), Does.Contain(AnomalyKinds.ErrorInSuccess));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(404)]
    [TestCase(422)]
    [TestCase(302)]
    public async Task A_refusal_is_an_answer_and_never_tried_again(int status)
    {
        await using var server = ScriptedServer.Start(Script.Answer(status, "application/json", """{"error":{"message":"no","type":"invalid_request_error"}}""", "Location: /elsewhere"));
        var exchange = await Endpoint.SendAsync(server, Whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Refused));
            Assert.That(exchange.Status, Is.EqualTo(status));
            Assert.That(exchange.Error, Is.EqualTo(new ApiError("no", "invalid_request_error", null, null)));
            Assert.That(exchange.Reply, Is.Null);
            Assert.That(exchange.Failure, Is.Null);
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_key_echoed_by_the_endpoint_appears_nowhere_in_the_exchange()
    {
        await using var server = ScriptedServer.Start(Script.Answer(
            401, "application/json", $$$"""{"error":{"message":"Incorrect API key provided: {{{Endpoint.Key}}}."}}""", $"X-Echo: Bearer {Endpoint.Key}"));
        var exchange = await Endpoint.SendAsync(server, Whole);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Requests.Single().Header("Authorization"), Is.EqualTo($"Bearer {Endpoint.Key}"));
            Assert.That(exchange.ToString(), Does.Not.Contain(Endpoint.Key));
            Assert.That(exchange.BodyText, Does.Not.Contain(Endpoint.Key).And.Contain("Incorrect API key provided: ****"));
            Assert.That(exchange.Error!.Message, Does.Not.Contain(Endpoint.Key));
            Assert.That(exchange.Headers["x-echo"], Does.Not.Contain(Endpoint.Key));
            Assert.That(Endpoint.Options(server.BaseUrl).ToString(), Does.Not.Contain(Endpoint.Key));
        }
    }

    [Test]
    public async Task A_key_echoed_in_a_stream_is_masked_in_reply_and_anomalies()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "text/event-stream", Sse.Around(Sse.Delta($$"""{"content":"{{Endpoint.Key}}"}"""), $"oops {Endpoint.Key}")));
        var exchange = await Endpoint.SendAsync(server, Streamed);

        Assert.That(exchange.Reply!.First!.Content, Is.EqualTo("a" + new string('*', Endpoint.Key.Length)));
        Assert.That(exchange.Anomalies.Single().Excerpt, Is.EqualTo("oops " + new string('*', Endpoint.Key.Length)));
    }

    [Test]
    public async Task The_model_listing_is_read_raw()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "application/json", """{"object":"list","data":[]}"""));
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl));
        var exchange = await transport.ListModelsAsync(ChatRequest.Empty.WithHeader("Authorization", null), new(), Endpoint.Deadline);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Outcome, Is.EqualTo(ExchangeOutcome.Answered));
            Assert.That(exchange.Reply, Is.Null);
            Assert.That(exchange.Anomalies, Is.Empty);
            Assert.That(exchange.BodyText, Is.EqualTo("""{"object":"list","data":[]}"""));
            Assert.That(server.Requests.Single().RequestLine, Is.EqualTo("GET /v1/models HTTP/1.1"));
            Assert.That(server.Requests.Single().Header("Authorization"), Is.Null);
        }
    }
}
