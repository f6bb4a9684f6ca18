namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary>The registry's rows of this stage.</summary>
internal static class StructuredOutputRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("so-ignored-without-thinking", "With thinking off the schema is not followed.", () => new IgnoredWithoutThinking(), "thinking=off"),
        new("so-disables-thinking", "A schema makes the reasoning disappear though thinking is on.", () => new DisablesThinking(), "thinking=on"),
        new("so-json-in-reasoning", "The JSON comes in the reasoning field and content is empty.", () => new JsonInReasoning(), "thinking=on"),
        new("so-silently-dropped", "A response format is accepted with 200 and prose comes back.", () => new SilentlyDropped()),
        new("so-nonascii-property", "Property names beyond ASCII make the reply run away in blanks until length.", () => new NonAsciiProperty()),
        new("so-whitespace-runaway", "After a little JSON come thousands of blanks, until length.", () => new WhitespaceRunaway(), Unlike: Departures.Chance),
        new("so-keyword-dropped", "Enumerations and patterns of the schema are not enforced.", () => new KeywordDropped()),
        new("so-channel-parse-500", "A response format meets 500: think block must be followed by a response block.", () => new ChannelParseCrashes()),
        new("so-own-output-400", "A forced call meets 400 with a complaint about the model's own text.", () => new OwnOutputRefused(), "toolChoice=required,thinking=on", Unlike: Departures.Chance),
        new("so-grammar-kills-server", "A schema with a pattern brings the server down: every later request fails.", () => new GrammarKillsServer(), Inherent: "literal"),
    ];
}
