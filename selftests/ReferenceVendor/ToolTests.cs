using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Tool calls: when they come, with which arguments and ids, and what follows a result.</summary>
[TestFixture]
public sealed class ToolTests
{
    private Endpoint _endpoint = null!;

    [OneTimeSetUp]
    public async Task Start() => _endpoint = await Endpoint.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _endpoint.DisposeAsync();

    [Test]
    public async Task CallsTheToolThePromptAsksFor([Values] bool stream)
    {
        var request = Requests.Ask("What is the weather in Beijing?").WithWeather();
        var reply = await _endpoint.SendAsync(stream ? request.Streamed() : request);
        Assert.That(reply.FinishReason, Is.EqualTo("tool_calls"), reply.ToString());
        Assert.That(reply.Calls, Is.EqualTo(new[] { ("get_weather_0", "get_weather", """{"city":"Beijing"}""") }));
    }

    [TestCase("Introduce yourself without using any tools.")]
    [TestCase("Hello there.")]
    [TestCase("Reply with only the word OK.")]
    public async Task CallsNothingWhenNothingFits(string prompt)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask(prompt).WithWeather());
        Assert.That((reply.FinishReason, reply.Calls.Count), Is.EqualTo(("stop", 0)));
        Assert.That(reply.Content, Is.Not.Empty);
    }

    [Test]
    public async Task NoneForbidsAndRequiredForces()
    {
        var none = await _endpoint.SendAsync(Requests.Ask("What is the weather in Beijing?").WithWeather().With("tool_choice", "none"));
        var required = await _endpoint.SendAsync(Requests.Ask("Hello there.").WithWeather().With("tool_choice", "required"));
        Assert.That(none.Calls, Is.Empty);
        Assert.That(required.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SeveralPlacesMeanSeveralCallsUnlessForbidden()
    {
        var request = Requests.Ask("Get the weather in Beijing and Paris.").WithWeather();
        var two = await _endpoint.SendAsync(request);
        var one = await _endpoint.SendAsync(request.With("parallel_tool_calls", false));
        Assert.That(two.Calls.Select(c => c.Arguments), Is.EqualTo(new[] { """{"city":"Beijing"}""", """{"city":"Paris"}""" }));
        Assert.That(two.Calls.Select(c => c.Id).Distinct().Count(), Is.EqualTo(2));
        Assert.That(one.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task TakesArgumentsFromThePrompt()
    {
        var tool = Requests.Tool("book_room", "Books a room.", """
            {"type":"object","properties":{"guest":{"type":"string"},"nights":{"type":"integer","minimum":1},"breakfast":{"type":"boolean"},"view":{"type":"string","enum":["sea","garden"]}},"required":["guest","nights"]}
            """);
        var reply = await _endpoint.SendAsync(Requests.Ask("Call book_room with guest \"Ada\", nights 3, breakfast: true and a garden view.").With("tools", new JsonArray(tool)));
        Assert.That(reply.Calls[0].Arguments, Is.EqualTo("""{"guest":"Ada","nights":3,"breakfast":true,"view":"garden"}"""));
    }

    [Test]
    public async Task AJsonObjectInThePromptBecomesTheArguments()
    {
        var tool = Requests.Tool("save", "Saves a record.", """{"type":"object","properties":{"id":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}}},"required":["id"]}""");
        var reply = await _endpoint.SendAsync(Requests.Ask("""Call the tool save with {"id":"02134","tags":["a & b","</tool_call>"]}.""").With("tools", new JsonArray(tool)));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(reply.Calls[0].Arguments), JsonNode.Parse("""{"id":"02134","tags":["a & b","</tool_call>"]}""")), Is.True, reply.ToString());
    }

    [Test]
    public async Task TextBeforeACallIsSaid()
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("First say OK-7F, then call get_weather for Oslo.").WithWeather());
        Assert.That((reply.Content, reply.Calls.Count), Is.EqualTo(("OK-7F", 1)));
    }

    [Test]
    public async Task AnswersFromTheResultAndCountsIdsOn()
    {
        var history = Requests.Chat(
            Requests.Message("user", "What is the weather in Oslo?"),
            Requests.AssistantCall("get_weather_0", "get_weather", """{"city":"Oslo"}"""),
            Requests.ToolResult("get_weather_0", """{"temperature":-4,"sky":"clear"}""")).WithWeather();
        var answer = await _endpoint.SendAsync(history);
        Assert.That(answer.Content, Does.Contain("-4").And.Contain("clear"));
        var again = (JsonObject)history.DeepClone();
        again["messages"]!.AsArray().Add(Requests.Message("assistant", answer.Content));
        again["messages"]!.AsArray().Add(Requests.Message("user", "And the weather in Rome?"));
        Assert.That((await _endpoint.SendAsync(again)).Calls[0].Id, Is.EqualTo("get_weather_1"));
    }

    [Test]
    public async Task ToolsDeclaredInASystemMessageAreCalled()
    {
        var system = new JsonObject { ["role"] = "system", ["content"] = "", ["tools"] = new JsonArray(Requests.Weather()) };
        var reply = await _endpoint.SendAsync(Requests.Chat(system, Requests.Message("user", "What is the weather in Beijing?")).With("tool_choice", "required"));
        Assert.That(reply.Calls[0].Name, Is.EqualTo("get_weather"));
    }

    [Test]
    public async Task K2CountsCallsOverTheConversation()
    {
        await using var k2 = await Endpoint.StartAsync("kimi-k2.6");
        var reply = await k2.SendAsync(Requests.Chat(
            Requests.Message("user", "What is the weather in Oslo?"),
            Requests.AssistantCall("functions.get_weather:0", "get_weather", """{"city":"Oslo"}"""),
            Requests.ToolResult("functions.get_weather:0", "clear"),
            Requests.Message("assistant", "Clear."),
            Requests.Message("user", "And the weather in Rome?")).WithWeather());
        Assert.That(reply.Calls[0].Id, Is.EqualTo("functions.get_weather:1"), reply.ToString());
    }
}
