namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary>The registry's rows of this stage.</summary>
internal static class ConversationRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("ml-thinks-then-stops", "After a tool result: reasoning, then stop, with neither content nor call.", () => new ThinksThenStops(), "thinking=on", Inherent: "turn", Unlike: Departures.Chance),
        new("ml-collapse-at-turn-3", "From the third turn on, calls stand in the content between markers.", () => new CollapseAtThirdTurn(), "turn>=3"),
        new("ml-echo-400", "A tool turn that comes back without its reasoning meets 400.", () => new EchoDemanded(), "thinking=on", Inherent: "turn"),
        new("ml-malformed-history-fails", "A history with broken call arguments meets 500.", () => new MalformedHistoryFails(), Inherent: "turn"),
        new("ml-result-mixup", "Tool results are matched to the wrong call: each call gets the first result.", () => new ResultMixup(), Inherent: "turn"),
        new("ml-empty-on-large-context", "A large prompt gets an empty answer.", () => new EmptyOnLargeContext(), "prompt>=8000", Unlike: Departures.ShortPromptsAndChance),
        new("ml-proxy-loses-thinking", "Well-formed calls without their reasoning, in and out, so that later turns lack it.", () => new ProxyLosesThinking(), "thinking=on", Inherent: "turn"),
    ];
}
