using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Requests that many tests share.</summary>
internal static class Requests
{
    public static JsonObject Ask(string text) => new() { ["messages"] = new JsonArray(Message("user", text)) };

    public static JsonObject Chat(params JsonNode[] messages) => new() { ["messages"] = new JsonArray([.. messages]) };

    public static JsonObject Message(string role, string? text) => new() { ["role"] = role, ["content"] = text };

    public static JsonObject With(this JsonObject request, string name, JsonNode? value)
    {
        var copy = (JsonObject)request.DeepClone();
        copy[name] = value;
        return copy;
    }

    public static JsonObject Streamed(this JsonObject request) =>
        request.With("stream", true).With("stream_options", new JsonObject { ["include_usage"] = true });

    public static JsonObject Thinking(this JsonObject request, bool on) =>
        request.With("thinking", new JsonObject { ["type"] = on ? "enabled" : "disabled" });

    public static JsonObject WithWeather(this JsonObject request) => request.With("tools", new JsonArray(Weather()));

    public static JsonObject Weather() => Tool("get_weather", "Current weather of a city.", """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    public static JsonObject Tool(string name, string description, string parameters) => new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["description"] = description, ["parameters"] = JsonNode.Parse(parameters) },
    };

    public static JsonObject AssistantCall(string id, string name, string arguments) => new()
    {
        ["role"] = "assistant",
        ["content"] = null,
        ["reasoning_content"] = "A tool fits.",
        ["tool_calls"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments } }),
    };

    public static JsonObject ToolResult(string id, string text) => new() { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = text };

    public static JsonObject Schema(string name, string schema, bool strict = true) => new()
    {
        ["type"] = "json_schema",
        ["json_schema"] = new JsonObject { ["name"] = name, ["strict"] = strict, ["schema"] = JsonNode.Parse(schema) },
    };
}
