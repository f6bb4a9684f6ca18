using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A tool that takes any text, for rules about how a call travels rather than what it says.</summary>
internal static class NoteTool
{
    public const string Name = "save_note";

    /// <summary>A request that asks for one call of the tool.</summary>
    public static ChatRequest On(Probe probe, string text, int maxTokens = 4096) => probe.Ask(text, maxTokens).With("tools", new JsonArray(JsonNode.Parse(
        """
        {"type":"function","function":{"name":"save_note","description":"Stores a text as a note.",
         "parameters":{"type":"object","properties":{"text":{"type":"string","description":"The text to store"}},"required":["text"],"additionalProperties":false}}}
        """)));
}
