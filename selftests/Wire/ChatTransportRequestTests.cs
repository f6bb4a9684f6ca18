using System.Text;
using System.Text.Json.Nodes;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>What the transport puts on the wire.</summary>
[CancelAfter(30_000)]
internal sealed class ChatTransportRequestTests
{
    [TestCase("{\"model\":\"m\",\"temperature\":1e400,\"a\":1,\"a\":2}")]
    [TestCase("{ \"model\" : \"m\" ")]
    [TestCase("")]
    [TestCase("not JSON \u00e9\u0000")]
    public async Task An_exact_body_goes_out_byte_for_byte(string body)
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        var options = Endpoint.Options(server.BaseUrl) with { ExtraBody = new JsonObject { ["extra"] = 1 } };
        await Endpoint.SendAsync(options, ChatRequest.Exact(body));

        Assert.That(server.Requests.Single().Body, Is.EqualTo(Encoding.UTF8.GetBytes(body)));
    }

    [Test]
    public async Task Extra_members_are_added_unless_the_request_has_them()
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        var options = Endpoint.Options(server.BaseUrl) with { ExtraBody = new JsonObject { ["top_k"] = 1, ["user"] = "漢" } };
        var exchange = await Endpoint.SendAsync(options, ChatRequest.Parse("""{"model":"m","top_k":1.50}"""));

        Assert.That(server.Requests.Single().BodyText, Is.EqualTo("""{"model":"m","top_k":1.50,"user":"漢"}"""));
        Assert.That(exchange.Request.ToString(), Is.EqualTo(server.Requests.Single().BodyText));
    }

    [Test]
    public async Task The_key_is_sent_as_a_bearer_token()
    {
        Assert.That(await HeaderAsync("Authorization", ChatRequest.Empty), Is.EqualTo($"Bearer {Endpoint.Key}"));
    }

    [Test]
    public async Task Without_a_key_no_authorization_is_sent([Values(null, "")] string? key)
    {
        Assert.That(await HeaderAsync("Authorization", ChatRequest.Empty, o => o with { ApiKey = key }), Is.Null);
    }

    [Test]
    public async Task A_request_replaces_and_removes_authorization()
    {
        Assert.That(await HeaderAsync("Authorization", ChatRequest.Empty.WithHeader("authorization", "Bearer wrong")), Is.EqualTo("Bearer wrong"));
        Assert.That(await HeaderAsync("Authorization", ChatRequest.Empty.WithHeader("Authorization", null)), Is.Null);
    }

    [Test]
    public async Task A_request_replaces_and_removes_the_content_type()
    {
        Assert.That(await HeaderAsync("Content-Type", ChatRequest.Empty.WithHeader("Content-Type", "text/plain")), Is.EqualTo("text/plain"));
        Assert.That(await HeaderAsync("Content-Type", ChatRequest.Empty.WithHeader("Content-Type", null)), Is.Null);
        Assert.That(await HeaderAsync("Content-Type", ChatRequest.Empty), Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Extra_headers_are_sent_below_those_of_the_request()
    {
        static EndpointOptions Extra(EndpointOptions o) => o with { ExtraHeaders = new Dictionary<string, string> { ["X-One"] = "endpoint é" } };

        Assert.That(await HeaderAsync("X-One", ChatRequest.Empty, Extra), Is.EqualTo("endpoint é"));
        Assert.That(await HeaderAsync("X-One", ChatRequest.Empty.WithHeader("x-one", "request"), Extra), Is.EqualTo("request"));
        Assert.That(await HeaderAsync("X-One", ChatRequest.Empty.WithHeader("x-one", null), Extra), Is.Null);
    }

    [Test]
    public async Task A_header_that_cannot_be_sent_is_refused_without_showing_its_value()
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        using var transport = Endpoint.Transport(Endpoint.Options(server.BaseUrl));

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => transport.SendAsync(ChatRequest.Empty.WithHeader("X-Bad", "secret\r\nvalue"), new(), Endpoint.Deadline));
        Assert.That(refusal!.Message, Does.Contain("X-Bad").And.Not.Contain("secret"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_query_of_the_base_address_is_sent_and_kept_out_of_the_record()
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        var exchange = await Endpoint.SendAsync(Endpoint.Options(new($"{server.BaseUrl}/?api-version=1")), ChatRequest.Empty);

        Assert.That(server.Requests.Single().RequestLine, Is.EqualTo("POST /v1/chat/completions?api-version=1 HTTP/1.1"));
        Assert.That(exchange.Url, Is.EqualTo($"{server.BaseUrl}/chat/completions"));
    }

    [Test]
    public void An_address_that_is_no_http_address_is_refused()
    {
        Assert.That(() => Endpoint.Transport(Endpoint.Options(new("ftp://host/v1"))), Throws.ArgumentException);
        Assert.That(() => Endpoint.Transport(Endpoint.Options(new("v1", UriKind.Relative))), Throws.ArgumentException);
    }

    private static async Task<string?> HeaderAsync(string name, ChatRequest request, Func<EndpointOptions, EndpointOptions>? with = null)
    {
        await using var server = ScriptedServer.Start(Script.Healthy);
        var options = Endpoint.Options(server.BaseUrl);
        await Endpoint.SendAsync(with is null ? options : with(options), request);
        return server.Requests.Single().Header(name);
    }
}
