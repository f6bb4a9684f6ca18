using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Transcripts;

/// <summary>What a script looks at to choose its answer.</summary>
internal sealed class ScriptedRequest(JsonObject body)
{
    public bool Streams => body["stream"]?.GetValue<bool>() == true;

    /// <summary>Thinking is on unless the request switches it off.</summary>
    public bool Thinks => body["thinking"]?["type"]?.GetValue<string>() != "disabled";

    public bool HasTools => body["tools"] is JsonArray { Count: > 0 };

    public bool WantsUsage => !Streams || body["stream_options"]?["include_usage"]?.GetValue<bool>() == true;

    /// <summary>The word of <c>tool_choice</c>, <c>named</c> for an object, <c>auto</c> when it is absent.</summary>
    public string ToolChoice => body["tool_choice"] switch { JsonValue word when word.GetValueKind() == JsonValueKind.String => word.GetValue<string>(), JsonObject => "named", _ => "auto" };

    /// <summary>The cap on the output, and under which name it came.</summary>
    public (string? Field, int? Tokens) Cap =>
        body["max_tokens"] is { } old ? ("max_tokens", old.GetValue<int>()) : body["max_completion_tokens"] is { } later ? ("max_completion_tokens", later.GetValue<int>()) : (null, null);

    public string Model => body["model"]?.GetValue<string>() ?? "";

    public IReadOnlyList<JsonObject> Messages => [.. (body["messages"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>The text of the last message, if it is the user's.</summary>
    public string Asked => Messages.Count > 0 && Messages[^1]["role"]?.GetValue<string>() == "user" && Messages[^1]["content"] is JsonValue text ? text.GetValue<string>() : "";

    public bool Asks(string words) => Asked.Contains(words, StringComparison.Ordinal);

    /// <summary>A question that a tool answers, and that may be answered so.</summary>
    public bool WantsCall => HasTools && ToolChoice != "none" && (ToolChoice == "required" || Asks("Use the tool") || Asks("Call the tool"));

    /// <summary>Roughly what the prompt costs.</summary>
    public int PromptTokens => 12 + ((Messages.Sum(m => m.ToJsonString().Length) + (body["tools"]?.ToJsonString().Length ?? 0)) / 4);
}
