using System.Text.Json.Nodes;
using Kvv.SelfTests.Proofs;

namespace Kvv.SelfTests.Hostile;

/// <summary>One request as a vendor sees it.</summary>
/// <param name="Number">Arrival number, from 1.</param>
/// <param name="Connection">Which connection it came on.</param>
/// <param name="OnConnection">Its number on that connection, from 1.</param>
/// <param name="AtOnce">Requests under way when it came, itself included.</param>
/// <param name="Path">The path asked for.</param>
/// <param name="Headers">Header lines, names as they were spelled.</param>
/// <param name="Body">The body as text.</param>
internal sealed record SeenRequest(int Number, string Connection, int OnConnection, int AtOnce, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON, or <see langword="null"/> when it is none.</summary>
    public JsonObject? Json { get; } = MangledCall.Parse(Body);

    /// <summary>Whether a streamed answer is asked for.</summary>
    public bool IsStream => Json?["stream"] is JsonValue value && value.TryGetValue<bool>(out var on) && on;

    /// <summary>Whether tools are declared.</summary>
    public bool HasTools => Json?["tools"] is JsonArray { Count: > 0 };

    /// <summary>What a cache of prompts would look up: everything the model reads.</summary>
    public string? Prompt => Json?["messages"] is { } messages
        ? $"{messages.ToJsonString()}\n{Json["tools"]?.ToJsonString()}\n{Json["response_format"]?.ToJsonString()}"
        : null;
}
