using System.Text.Json;

namespace Kvv.ReferenceVendor.Contract;

/// <summary>Reads the members of a profile that an endpoint obeys; the rest (baselines, sources) is not its business.</summary>
internal static class ContractReader
{
    public static VendorContract Read(JsonElement root)
    {
        var format = Section(root, "chatFormat");
        var tags = Strings(format, "thinkTags");
        return new VendorContract
        {
            Name = root.GetProperty("name").GetString() ?? throw new FormatException("name is null"),
            Maker = Text(root, "maker") ?? "",
            WindowTokens = Section(root, "contextWindow") is { ValueKind: JsonValueKind.Object } window && window.TryGetProperty("tokens", out var tokens)
                ? tokens.GetInt64()
                : 131_072,
            ControlStrings = Strings(format, "controlStrings"),
            ThinkOpen = tags is [var open, _, ..] ? open : "<think>",
            ThinkClose = tags is [_, var close, ..] ? close : "</think>",
            Thinking = Thinking(Section(root, "thinking")),
            Parameters = [.. Items(root, "parameters").Select(Rule)],
            Tools = Tools(Section(root, "tools")),
            ResponseFormats = Strings(Section(root, "responseFormats"), "types"),
            Features = Features(Section(root, "features")),
        };
    }

    private static ThinkingContract Thinking(JsonElement section)
    {
        var modes = Strings(section, "modes");
        var effort = Section(section, "effort");
        var fields = Strings(section, "reasoningFields");
        return new ThinkingContract
        {
            CanThink = modes.Contains("on"),
            CanRefrain = modes.Count == 0 || modes.Contains("off"),
            OnByDefault = Text(section, "default") == "on",
            OffRequest = Text(section, "offRequest") switch
            {
                null or "honoured" => OffRequest.Honoured,
                "refused" => OffRequest.Refused,
                "ignored" => OffRequest.Ignored,
                var other => throw new FormatException($"thinking.offRequest is {other}"),
            },
            ReasoningField = fields.Count > 0 ? fields[0] : modes.Contains("on") ? "reasoning_content" : null,
            Efforts = Strings(effort, "values"),
            DefaultEffort = Text(effort, "default"),
            Keep = Strings(section, "keep"),
            AlwaysKeeps = Text(section, "keepDefault") is { } kept ? kept == "all" : Strings(section, "keep") is ["all"],
            EchoRequired = Text(section, "reasoningEcho") == "required",
        };
    }

    private static ParameterRule Rule(JsonElement row) => new(
        row.GetProperty("name").GetString() ?? throw new FormatException("a parameter rule has no name"),
        Text(row, "thinking") switch
        {
            "on" => true,
            "off" => false,
            null or "any" => null,
            var other => throw new FormatException($"a parameter rule speaks of thinking {other}"),
        })
    {
        Fixed = Number(row, "fixed"),
        Min = Number(row, "min"),
        Max = Number(row, "max"),
        Default = Number(row, "default"),
        Coerced = [.. Items(row, "coerced").Select(v => v.GetDouble())],
    };

    private static ToolContract Tools(JsonElement section)
    {
        var choices = Section(section, "choices");
        var rule = Text(Section(section, "callId"), "rule");
        return new ToolContract
        {
            ChoicesThinking = Strings(choices, "on"),
            ChoicesNotThinking = Strings(choices, "off"),
            CountedIds = rule == "conversation-counter",
            Parallel = Flag(section, "parallel") ?? true,
            Dynamic = Flag(section, "dynamic") ?? false,
            MaxNameLength = (int)(Number(section, "maxNameLength") ?? 64),
            StrictIsMfjs = Text(section, "strictSchemas") == "mfjs",
        };
    }

    private static FeatureContract Features(JsonElement section) => new(
        Flag(section, "vision") ?? false,
        Flag(section, "video") ?? false,
        Flag(section, "logprobs") ?? false,
        Flag(section, "cachedTokens") ?? false,
        Flag(section, "reasoningTokens") ?? false);

    private static JsonElement Section(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var section) ? section : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        Section(parent, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static IReadOnlyList<string> Strings(JsonElement parent, string name) =>
        [.. Items(parent, name).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];

    private static string? Text(JsonElement parent, string name) =>
        Section(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static double? Number(JsonElement parent, string name) =>
        Section(parent, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static bool? Flag(JsonElement parent, string name) =>
        Section(parent, name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
}
