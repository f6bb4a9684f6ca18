using System.Text.Json;
using Kvv.ReferenceVendor.Channels;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>
/// What conditions look at. The first facts come from the raw body, read leniently, so that they are known even for a request
/// that will be refused; the later ones are filled in as the request advances.
/// </summary>
internal sealed class CallFacts
{
    public bool Stream { get; init; }

    public bool? Thinking { get; init; }

    public string? ToolChoice { get; init; }

    public int Turn { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Chat requests answered before this one.</summary>
    public int Served { get; set; }

    public int Concurrency { get; set; }

    public ulong BodyHash { get; init; }

    /// <summary>How often this very body came before.</summary>
    public int Occurrence { get; set; }

    public ChatCall? Call { get; set; }

    public int? PromptTokens { get; set; }

    public bool? Warm { get; set; }

    /// <summary>Bytes the model wrote: reasoning, content and arguments.</summary>
    public int? OutputBytes { get; set; }

    public static CallFacts Read(JsonElement body, string text, VendorContract contract, ulong hash)
    {
        var readable = body.ValueKind == JsonValueKind.Object && ReadableTextRule.Examine(body) is null;
        return new()
        {
            Stream = readable && body.Flag("stream") == true,
            Thinking = readable ? ThinkingSwitch.Read(body, contract).On : null,
            ToolChoice = !readable || !body.Has("tool_choice", out var choice) ? null : choice.ValueKind == JsonValueKind.Object ? "named" : body.Text("tool_choice"),
            Turn = readable ? body.Items("messages").Count(m => m.Text("role") == "user") : 0,
            Body = text,
            BodyHash = hash,
        };
    }
}
