using Kvv.Conformance.Session;
using Kvv.Conformance.Verdicts;
using Kvv.SelfTests.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>
/// A wrong address, key, model or server ends in one clear sentence and no pass: what was tried, what came back, what to
/// change. No check sends anything.
/// </summary>
[TestFixture]
public sealed class FirstContactTests
{
    private const string Key = "sk-very-secret-0123456789";

    [Test]
    public async Task RefusedConnection()
    {
        var outcome = await ContactAsync($"http://127.0.0.1:{ScriptedServer.UnusedPort()}/v1");
        MustEnd(outcome, VerdictKind.Undecided, "refused", "Check BaseUrl");
    }

    [Test]
    public async Task UnknownHost()
    {
        var outcome = await ContactAsync("http://kvv-no-such-host.invalid/v1");
        MustEnd(outcome, VerdictKind.Undecided, "kvv-no-such-host.invalid", "Check BaseUrl");
    }

    [Test]
    public async Task TlsFailure()
    {
        // A server without TLS answers the handshake in plain text.
        await using var server = ScriptedServer.Start(connection => connection.SendAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
        var outcome = await ContactAsync($"https://127.0.0.1:{server.Port}/v1");
        MustEnd(outcome, VerdictKind.Undecided, "TLS", "Check BaseUrl");
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task WrongKeyIsNotRepeated(int status)
    {
        // The error body echoes the key, as some servers do.
        await using var server = ScriptedServer.Start(Script.Answer(status, "application/json", $$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}}","type":"invalid_request_error"}}"""));
        var outcome = await ContactAsync(server.BaseUrl.ToString(), ("KVV_API_KEY", Key));
        MustEnd(outcome, VerdictKind.Undecided, "was refused", "KVV_API_KEY");
    }

    [Test]
    public async Task MissingKey()
    {
        await using var server = ScriptedServer.Start(Script.Answer(401, "application/json", """{"error":{"message":"Missing bearer token"}}"""));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "No key was sent", "KVV_API_KEY");
    }

    [Test]
    public async Task UnknownModelNamesThoseThatAreServed()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            while (true)
            {
                var request = await connection.ReceiveAsync();
                var (status, body) = request.RequestLine.StartsWith("GET", StringComparison.Ordinal)
                    ? (200, """{"object":"list","data":[{"id":"moonshotai/kimi"},{"id":"other"}]}""")
                    : (404, """{"error":{"message":"The model does not exist","code":"model_not_found"}}""");
                await connection.SendAsync($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        });
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "does not serve this model", "moonshotai/kimi");
    }

    [Test]
    public async Task WrongPath()
    {
        await using var server = ScriptedServer.Start(Script.Answer(404, "text/plain", "404 page not found"));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "is not there", "/v1");
    }

    [Test]
    public async Task HtmlInsteadOfJson()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "text/html", "<html><body>Welcome</body></html>"));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "did not answer as a chat endpoint", "BaseUrl");
    }

    [Test]
    public async Task JsonThatIsNoChatCompletion()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "application/json", """{"hello":"world"}"""));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "no chat completion", "BaseUrl");
    }

    [Test]
    public async Task Redirect()
    {
        await using var server = ScriptedServer.Start(Script.Answer(301, "text/plain", "moved", "Location: https://elsewhere.example/v1"));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Undecided, "redirected", "https://elsewhere.example/v1");
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    public async Task OutageIsNotAFailureOfTheModel(int status)
    {
        await using var server = ScriptedServer.Start(Script.Answer(status, "application/json", """{"error":{"message":"overloaded"}}"""));
        MustEnd(await ContactAsync(server.BaseUrl.ToString(), ("KVV_MAX_ATTEMPTS", "1")), VerdictKind.Undecided, "in every attempt");
    }

    [TestCase("", "op-429-mislabelled")]
    [TestCase("Retry-After: 7", null)]
    public async Task ALimitIsNamedWhereItDoesNotSayWhenToComeBack(string header, string? fault)
    {
        await using var server = ScriptedServer.Start(Script.Answer(429, "application/json", """{"error":{"message":"overloaded"}}""", header.Length == 0 ? [] : [header]));
        var run = await ContactAsync(server.BaseUrl.ToString());
        MustEnd(run, VerdictKind.Undecided, "rate limit");
        Assert.That(run.Outcome.Document.Faults.Select(f => f.Id).Take(1), Is.EqualTo(fault is null ? [] : new[] { fault }));
    }

    [Test]
    public async Task EmptyBodyWithStatus200Fails()
    {
        await using var server = ScriptedServer.Start(Script.Answer(200, "application/json", ""));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Fails, "empty body");
    }

    [Test]
    public async Task PlainQuestionRefusedFails()
    {
        await using var server = ScriptedServer.Start(Script.Answer(400, "application/json", """{"error":{"message":"temperature is missing"}}"""));
        MustEnd(await ContactAsync(server.BaseUrl.ToString()), VerdictKind.Fails, "plain question was refused");
    }

    [Test]
    public async Task StreamThatIsNeverAnsweredIsNoFailureOfTheModel()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            var request = await connection.ReceiveAsync();
            if (request.BodyText.Contains("\"stream\":true", StringComparison.Ordinal))
                await connection.StaySilentAsync();
            var body = Replies.Whole;
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
        });
        MustEnd(await ContactAsync(server.BaseUrl.ToString(), ("KVV_REQUEST_TIMEOUT", "2s")), VerdictKind.Undecided, "stream:true got no answer", "proxy");
    }

    [Test]
    public async Task EndlessStreamFails()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            var request = await connection.ReceiveAsync();
            if (!request.BodyText.Contains("\"stream\":true", StringComparison.Ordinal))
            {
                var body = Replies.Whole;
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
                return;
            }

            await connection.SendAsync(Script.StreamHead);
            while (true)
                await connection.SendAsync("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"OK \"},\"finish_reason\":null}]}\n\n");
        });
        MustEnd(await ContactAsync(server.BaseUrl.ToString(), ("KVV_REQUEST_TIMEOUT", "3s")), VerdictKind.Fails, "did not come to an end");
    }

    private static async Task<(RunOutcome Outcome, IReadOnlyList<string> Lines, string Everything)> ContactAsync(string baseUrl, params (string, string)[] environment)
    {
        await using var run = await TestRun.StartAsync([("KVV_BASE_URL", baseUrl), ("KVV_MODEL", "kimi"), ("KVV_MAX_ATTEMPTS", "1"), .. environment.Where(e => e.Item1 != "KVV_MAX_ATTEMPTS")]);
        var outcome = await run.PreVerifyAsync();
        var everything = string.Concat(Directory.EnumerateFiles(run.Session.RunFolder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("run.lock", StringComparison.Ordinal)).Select(File.ReadAllText))
            + string.Join('\n', run.Output.Lines.Concat(outcome.Summary));
        return (outcome, run.Output.Lines, everything);
    }

    private static void MustEnd((RunOutcome Outcome, IReadOnlyList<string> Lines, string Everything) run, VerdictKind verdict, params string[] parts)
    {
        var stopped = run.Lines.Where(l => l.StartsWith("STOPPED: ", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Outcome.Verdict.Kind, Is.EqualTo(verdict));
            Assert.That(stopped, Has.Count.EqualTo(1));
            foreach (var part in parts)
                Assert.That(stopped[0], Does.Contain(part));
            Assert.That(stopped[0], Does.Not.Contain("   at "), "a stack trace");
            Assert.That(run.Outcome.Document.Requirements.Select(r => r.Status), Is.All.EqualTo("notRun").Or.Empty);
            Assert.That(run.Everything, Does.Not.Contain(Key), "a secret");
            Assert.That(run.Everything, Does.Not.Contain("System."), "a stack trace");
        }
    }
}
