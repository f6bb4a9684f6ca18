using System.Text.Json;
using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.Channels;

/// <summary>
/// Reads the switches a request may carry: <c>thinking:{type,keep,effort}</c> (first-party), <c>chat_template_kwargs</c>
/// (engines) and <c>reasoning_effort</c>. An explicit <c>thinking</c> wins over <c>reasoning_effort</c>, and
/// <c>thinking.effort</c> over both (the order engines settled on: trtllm#17845, atom#1727). Reads leniently: what is wrong
/// with a switch is the request check's business.
/// </summary>
internal static class ThinkingSwitch
{
    public static ThinkingSetting Read(JsonElement body, VendorContract contract)
    {
        var rules = contract.Thinking;
        if (!rules.CanThink)
            return new(false, null, false);
        var on = Asked(body) ?? rules.OnByDefault;
        if (!on && (rules.OffRequest == OffRequest.Ignored || !rules.CanRefrain) && rules.OffRequest != OffRequest.Refused)
            on = true;
        var keep = Text(body, "thinking", "keep") == "all" || Flag(body, "chat_template_kwargs", "preserve_thinking") == true;
        return new(on, on ? Effort(body, rules) : null, rules.AlwaysKeeps || keep);
    }

    /// <summary>What the request says about thinking; <see langword="null"/> when it says nothing.</summary>
    public static bool? Asked(JsonElement body) =>
        Text(body, "thinking", "type") switch { "enabled" => true, "disabled" => false, _ => (bool?)null }
        ?? Flag(body, "chat_template_kwargs", "thinking")
        ?? Flag(body, "chat_template_kwargs", "enable_thinking")
        ?? Top(body, "reasoning_effort") switch { null => (bool?)null, "none" => false, _ => true };

    private static string? Effort(JsonElement body, ThinkingContract rules)
    {
        var asked = Text(body, "thinking", "effort") ?? Text(body, "chat_template_kwargs", "thinking_effort") ?? Top(body, "reasoning_effort");
        return asked is not null && rules.Efforts.Contains(asked) ? asked : rules.DefaultEffort;
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static string? Top(JsonElement body, string name) =>
        Member(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string? Text(JsonElement body, string section, string name) => Top(Member(body, section), name);

    private static bool? Flag(JsonElement body, string section, string name) =>
        Member(Member(body, section), name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
}
