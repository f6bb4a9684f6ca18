using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

/// <summary>Requests that the proofs share.</summary>
internal static class Probes
{
    public static JsonObject Ok { get; } = Requests.Ask("Reply with only the word OK.");

    public static JsonObject Count { get; } = Requests.Ask("Count from 1 to 200.");

    public static JsonObject Weather { get; } = Requests.Ask("What is the weather in Beijing?").WithWeather();

    public static JsonObject TwoCities { get; } = Requests.Ask("Get the weather in Beijing and Paris.").WithWeather();

    public static JsonObject Forced { get; } = Weather.With("tool_choice", "required");

    public static JsonObject Json { get; } = Requests.Ask("Give city Oslo as JSON.").With("response_format",
        Requests.Schema("place", """{"type":"object","properties":{"city":{"type":"string","enum":["Oslo","Rome"]},"kind":{"type":"string","enum":["town"]}},"required":["city","kind"],"additionalProperties":false}"""));

    public static JsonObject AfterResult { get; } = Requests.Chat(
        Requests.Message("user", "What is the weather in Oslo?"),
        Requests.AssistantCall("get_weather_0", "get_weather", """{"city":"Oslo"}"""),
        Requests.ToolResult("get_weather_0", "minus four and clear")).WithWeather();

    public static JsonObject ThirdTurn(string ask) => Requests.Chat(
        Requests.Message("user", "Hello."), Requests.Message("assistant", "Hello!"),
        Requests.Message("user", "Nice day."), Requests.Message("assistant", "It is."),
        Requests.Message("user", ask));

    public static JsonObject Long(int words, string ask) => Requests.Ask("The gate code is 7382. " + string.Concat(Enumerable.Repeat("filler ", words)) + ask);

    public static JsonObject Tools(string name, string parameters, string ask) =>
        Requests.Ask(ask).With("tools", new JsonArray(Requests.Tool(name, "Does a thing.", parameters)));

    public static bool IsJson(string? text)
    {
        try
        {
            return text is not null && JsonNode.Parse(text) is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>Sends the request several times at once.</summary>
    public static async Task<Reply[]> AtOnce(Endpoint endpoint, IEnumerable<JsonObject> requests) => await Task.WhenAll(requests.Select(endpoint.SendAsync));
}
