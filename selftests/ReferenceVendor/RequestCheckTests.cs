using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The request check refuses what the contract says must be refused, with a JSON error body that names the member.</summary>
[TestFixture]
public sealed class RequestCheckTests
{
    private Endpoint _endpoint = null!;

    [OneTimeSetUp]
    public async Task Start() => _endpoint = await Endpoint.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _endpoint.DisposeAsync();

    [TestCase("temperature", "1.1"), TestCase("temperature", "2.0"), TestCase("temperature", "-0.1"), TestCase("temperature", "\"0.6\""),
     TestCase("top_p", "0.8"), TestCase("presence_penalty", "0.5"), TestCase("frequency_penalty", "0.5"), TestCase("n", "2"), TestCase("n", "0"),
     TestCase("n", "1.5"), TestCase("max_tokens", "0"), TestCase("max_tokens", "-1"), TestCase("max_tokens", "\"many\""), TestCase("max_tokens", "1048577"),
     TestCase("max_completion_tokens", "0"), TestCase("stream", "\"yes\""), TestCase("stop", "5"), TestCase("stop", "[\"\"]"), TestCase("seed", "1.5"),
     TestCase("stream_options", "{\"include_usage\":true}"), TestCase("logprobs", "true"), TestCase("logit_bias", "[]"), TestCase("user", "1"),
     TestCase("reasoning_effort", "\"bogus\""), TestCase("thinking", "\"on\""), TestCase("tool_choice", "\"bogus\""), TestCase("tool_choice", "\"required\""),
     TestCase("tool_choice", "{\"type\":\"function\",\"function\":{\"name\":\"x\"}}"), TestCase("tools", "{}"), TestCase("parallel_tool_calls", "\"no\""),
     TestCase("response_format", "\"json\"")]
    public async Task AWrongParameterIsRefused(string name, string json)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Reply with only the word OK.").With(name, JsonNode.Parse(json)));
        Assert.That((reply.Status, reply.MediaType, reply.ErrorParam), Is.EqualTo((400, "application/json", name)), reply.ToString());
        Assert.That((string?)reply.Json["error"]!["message"], Is.Not.Empty);
    }

    [TestCase("temperature", "0.6"), TestCase("temperature", "0"), TestCase("temperature", "1.0"), TestCase("top_p", "0.95"), TestCase("top_p", "1.0"),
     TestCase("presence_penalty", "0"), TestCase("n", "1"), TestCase("tool_choice", "\"none\""), TestCase("tool_choice", "\"auto\""), TestCase("tools", "[]"),
     TestCase("stop", "[\"a\",\"b\"]"), TestCase("max_tokens", "1"), TestCase("seed", "42"), TestCase("user", "\"u\""), TestCase("temperature", "null"),
     TestCase("reasoning_effort", "\"none\""), TestCase("response_format", "{\"type\":\"text\"}"), TestCase("some_new_member", "{}")]
    public async Task AGoodParameterIsServed(string name, string json)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Reply with only the word OK.").With(name, JsonNode.Parse(json)));
        Assert.That(reply.Status, Is.EqualTo(200), reply.ToString());
    }

    [TestCase("{\"type\":\"bogus\"}", "response_format.type"),
     TestCase("{\"type\":\"json_schema\"}", "response_format.json_schema"),
     TestCase("{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"object\"}}}", "response_format.json_schema.name"),
     TestCase("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\"}}", "response_format.json_schema.schema"),
     TestCase("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":\"x\"}}", "response_format.json_schema.schema"),
     TestCase("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"strict\":\"yes\",\"schema\":{\"type\":\"object\"}}}", "response_format.json_schema.strict"),
     TestCase("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":\"bogus\"}}}", "response_format.json_schema.schema")]
    public async Task ABrokenResponseFormatIsRefusedByItsMember(string format, string param)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Hello.").With("response_format", JsonNode.Parse(format)));
        Assert.That((reply.Status, reply.ErrorParam), Is.EqualTo((400, param)), reply.ToString());
    }

    [TestCase("[]"), TestCase("\"hi\""), TestCase("[\"hi\"]"), TestCase("[{\"role\":\"user\"}]"), TestCase("[{\"role\":\"user\",\"content\":\"\"}]"),
     TestCase("[{\"role\":\"robot\",\"content\":\"hi\"}]"), TestCase("[{\"content\":\"hi\"}]"), TestCase("[{\"role\":\"user\",\"content\":5}]"),
     TestCase("[{\"role\":\"user\",\"content\":[]}]"), TestCase("[{\"role\":\"user\",\"content\":[{\"type\":\"bogus\"}]}]"),
     TestCase("[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}}]}]"),
     TestCase("[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,!!!\"}}]}]"),
     TestCase("[{\"role\":\"user\",\"content\":[{\"type\":\"video_url\",\"video_url\":{\"url\":\"data:video/mp4;base64,AAAA\"}}]}]"),
     TestCase("[{\"role\":\"tool\",\"content\":\"x\"},{\"role\":\"user\",\"content\":\"hi\"}]"),
     TestCase("[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"tool\",\"tool_call_id\":\"nobody\",\"content\":\"x\"}]"),
     TestCase("[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\"}]"),
     TestCase("[{\"role\":\"user\",\"content\":\"hi\",\"tool_calls\":[]}]"),
     TestCase("[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"user\",\"content\":\"go on\"}]"),
     TestCase("[{\"role\":\"user\",\"content\":\"hi\",\"reasoning_content\":7}]")]
    public async Task BrokenMessagesAreRefused(string messages)
    {
        var reply = await _endpoint.SendAsync(new JsonObject { ["messages"] = JsonNode.Parse(messages) });
        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((400, "application/json")), reply.ToString());
    }

    [TestCase("\"1bad_name\""), TestCase("\"bad@name\""), TestCase("\"\""), TestCase("null")]
    public async Task AWrongToolNameIsRefused(string name)
    {
        var tool = JsonNode.Parse("{\"type\":\"function\",\"function\":{\"name\":" + name + "}}");
        var top = await _endpoint.SendAsync(Requests.Ask("Hello.").With("tools", new JsonArray(tool!.DeepClone())));
        var dynamic = await _endpoint.SendAsync(Requests.Chat(new JsonObject { ["role"] = "system", ["content"] = "", ["tools"] = new JsonArray(tool) }, Requests.Message("user", "Hello.")));
        Assert.That((top.Status, dynamic.Status), Is.EqualTo((400, 400)));
    }

    [TestCase(256, 200), TestCase(257, 400)]
    public async Task AToolNameMayHaveTheProfilesLength(int length, int status)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Hello.").With("tools", new JsonArray(Requests.Tool(new string('a', length), "", "{}"))));
        Assert.That(reply.Status, Is.EqualTo(status), reply.ToString());
    }

    [TestCase("user", "hi"), TestCase("assistant", "hi"), TestCase("system", "text beside tools")]
    public async Task DynamicToolsBelongOnContentlessSystemMessages(string role, string content)
    {
        var message = Requests.Message(role, content);
        message["tools"] = new JsonArray(Requests.Weather());
        var reply = await _endpoint.SendAsync(Requests.Chat(message, Requests.Message("user", "Hello.")));
        Assert.That(reply.Status, Is.EqualTo(400), reply.ToString());
    }

    [Test]
    public async Task AToolNameIsDeclaredOnce()
    {
        JsonObject System() => new() { ["role"] = "system", ["content"] = "", ["tools"] = new JsonArray(Requests.Weather()) };
        var within = await _endpoint.SendAsync(Requests.Ask("Hello.").With("tools", new JsonArray(Requests.Weather(), Requests.Weather())));
        var across = await _endpoint.SendAsync(Requests.Chat(System(), System(), Requests.Message("user", "Hello.")));
        var mixed = await _endpoint.SendAsync(Requests.Chat(System(), Requests.Message("user", "Hello.")).WithWeather());
        Assert.That((within.Status, across.Status, mixed.Status), Is.EqualTo((400, 400, 400)));
    }

    [Test]
    public async Task AnUnknownModelIsNotFound()
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("Hello.").With("model", "no-such-model"));
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((404, "model_not_found")));
    }

    [TestCase("{\"model\":\"kimi-k3\",", 400), TestCase("", 400), TestCase("[]", 400), TestCase("null", 400), TestCase("{\"model\":\"kimi-k3\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}", 400),
     TestCase("{\"model\":\"kimi-k3\",\"\\udc00\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", 400)]
    public async Task ABodyThatIsNoReadableJsonIsRefused(string body, int status)
    {
        var reply = await _endpoint.PostAsync(body);
        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((status, "application/json")), reply.ToString());
    }

    [Test]
    public async Task PathMethodAndMediaTypeHaveTheirOwnAnswers()
    {
        var text = await _endpoint.PostAsync("{}", "text/plain");
        var get = await _endpoint.RequestAsync(HttpMethod.Get, "/chat/completions");
        var nowhere = await _endpoint.RequestAsync(HttpMethod.Get, "/nowhere");
        var posted = await _endpoint.RequestAsync(HttpMethod.Post, "/models", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.That((text.Status, get.Status, nowhere.Status, posted.Status), Is.EqualTo((415, 405, 404, 405)));
        Assert.That(new[] { text, get, nowhere, posted }.Select(r => r.Json["error"]?["message"]), Has.None.Null);
    }

    [Test]
    public async Task AKeyIsDemandedWhenOneIsSet()
    {
        await using var locked = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), ApiKey = "sesame" });
        var right = await locked.SendAsync(Requests.Ask("Hello."));
        var wrong = await locked.RequestAsync(HttpMethod.Get, "/models", key: "guess");
        Assert.That((right.Status, wrong.Status, wrong.ErrorCode), Is.EqualTo((200, 401, "invalid_api_key")));
    }

    [Test]
    public async Task AnOverlongPromptIsRefusedWithTheWindow()
    {
        await using var small = await Endpoint.StartAsync("kimi-k2.6");
        var reply = await small.SendAsync(Requests.Ask(string.Concat(Enumerable.Repeat("word ", 300_000))));
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((400, "context_length_exceeded")), reply.ToString());
        Assert.That((string?)reply.Json["error"]!["message"], Does.Contain("262144"));
    }

    [Test]
    public async Task ForcedChoicesAreRefusedWhileK2Thinks()
    {
        await using var k2 = await Endpoint.StartAsync("kimi-k2.6");
        var request = Requests.Ask("Hello.").WithWeather().With("tool_choice", "required");
        Assert.That(((await k2.SendAsync(request)).Status, (await k2.SendAsync(request.Thinking(false))).Status), Is.EqualTo((400, 200)));
    }

    [Test]
    public async Task AnAlwaysThinkingModelRefusesTheOffSwitch()
    {
        await using var code = await Endpoint.StartAsync("kimi-k2.7-code");
        var reply = await code.SendAsync(Requests.Ask("Hello.").Thinking(false));
        Assert.That((reply.Status, reply.ErrorParam), Is.EqualTo((400, "thinking")), reply.ToString());
    }

    [Test]
    public async Task AToolTurnWithoutItsReasoningIsRefusedWhereItIsRequired()
    {
        await using var k2 = await Endpoint.StartAsync("kimi-k2.6");
        var call = Requests.AssistantCall("functions.get_weather:0", "get_weather", "{}");
        var request = Requests.Chat(Requests.Message("user", "Weather?"), call, Requests.ToolResult("functions.get_weather:0", "clear")).WithWeather();
        var bare = (JsonObject)request.DeepClone();
        ((JsonObject)bare["messages"]![1]!).Remove("reasoning_content");
        Assert.That(((await k2.SendAsync(request)).Status, (await k2.SendAsync(bare)).Status), Is.EqualTo((200, 400)));
    }

    [Test]
    public async Task AStrictSchemaOutsideTheSubsetIsRefusedAndALooseOneServed()
    {
        var pattern = """{"type":"object","properties":{"a":{"type":"string"}},"patternProperties":{"^b":{"type":"string"}}}""";
        var strict = await _endpoint.SendAsync(Requests.Ask("Hello.").With("response_format", Requests.Schema("s", pattern)));
        var loose = await _endpoint.SendAsync(Requests.Ask("Hello.").With("response_format", Requests.Schema("s", pattern, strict: false)));
        Assert.That((strict.Status, strict.ErrorParam, strict.ErrorCode), Is.EqualTo((400, "response_format.json_schema.schema", "invalid_schema")), strict.ToString());
        Assert.That(loose.Status, Is.EqualTo(200), loose.ToString());
    }

    [Test]
    public async Task BrokenArgumentsInTheHistoryAreTakenBack()
    {
        var reply = await _endpoint.SendAsync(Requests.Chat(Requests.Message("user", "Weather?"), Requests.AssistantCall("x", "get_weather", "{\"city\":"), Requests.ToolResult("x", "clear")));
        Assert.That(reply.Status, Is.EqualTo(200), reply.ToString());
    }

    [Test]
    public async Task HostileBodiesNeverMeetAServerError()
    {
        var random = new Random(20260401);
        var seed = Encoding.UTF8.GetBytes("""{"model":"kimi-k3","messages":[{"role":"system","content":"","tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]},{"role":"user","content":[{"type":"text","text":"hi"}]}],"tool_choice":"required","stop":["x"],"thinking":{"type":"enabled","keep":"all"},"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}}""");
        for (var i = 0; i < 300; i++)
        {
            var body = (byte[])seed.Clone();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            var reply = await _endpoint.RequestAsync(HttpMethod.Post, "/chat/completions", content);
            Assert.That(reply.Status, Is.LessThan(500), $"edit {i} of seed 20260401: {Encoding.UTF8.GetString(body)} -> {reply}");
        }
    }
}
