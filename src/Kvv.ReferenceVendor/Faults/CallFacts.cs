using System.Text;
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
    private JsonElement _json;
    private string? _strings;

    public bool Stream { get; init; }

    public bool? Thinking { get; init; }

    public string? ToolChoice { get; init; }

    public int Turn { get; init; }

    /// <summary>Earlier replies that called tools.</summary>
    public int Rounds { get; init; }

    /// <summary>The body as sent.</summary>
    public string Body { get; init; } = "";

    /// <summary>Every string value of the body, decoded, one after the other.</summary>
    public string Strings => _strings ??= Collect();

    /// <summary>Chat requests answered before this one.</summary>
    public int Served { get; set; }

    public int Concurrency { get; set; }

    /// <summary>Number of the connection it came over, from 0 in the order in which they were first used.</summary>
    public int Connection { get; set; }

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
            _json = readable ? body : default,
            Stream = readable && body.Flag("stream") == true,
            Thinking = readable ? ThinkingSwitch.Read(body, contract).On : null,
            ToolChoice = !readable || !body.Has("tool_choice", out var choice) ? null : choice.ValueKind == JsonValueKind.Object ? "named" : body.Text("tool_choice"),
            Turn = readable ? body.Items("messages").Count(m => m.Text("role") == "user") : 0,
            Rounds = readable ? body.Items("messages").Count(m => m.Items("tool_calls").Any()) : 0,
            Body = text,
            BodyHash = hash,
        };
    }

    private string Collect()
    {
        var text = new StringBuilder();
        Collect(_json, text);
        return text.ToString();
    }

    private static void Collect(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(value.GetString()).Append('\n');
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Collect(item, text);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Collect(member.Value, text);
                break;
        }
    }
}
