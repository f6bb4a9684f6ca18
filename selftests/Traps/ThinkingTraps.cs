using System.Text.Json.Nodes;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>Legitimate ways to think, and to say so, raise no alarm.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class ThinkingTraps
{
    private static readonly string[] Thinking =
    [
        "THINK-ON-001", "THINK-OFF-001", "THINK-FIELD-001", "THINK-DEFAULT-001", "THINK-DEFAULT-002", "THINK-TOGGLE-001", "THINK-OFF-002", "THINK-OFF-003",
        "THINK-OFF-004", "THINK-OFF-005", "THINK-CAP-001", "THINK-CAP-002", "THINK-STREAM-001", "HIST-KEEP-001", "HIST-FIELD-001", "HIST-TURN-001", "ECHO-WITH-001",
    ];

    // Both names are in use: reasoning_content first-party, reasoning in vLLM since 2026-01.
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2.7-code")]
    public Task ReasoningUnderItsOtherName(string profile) => Trap.RaisesNoAlarmAsync(
        new()
        {
            Profile = profile,
            ChangeReply = c => c.EachMessage(m => Rename(m, "reasoning_content", "reasoning")),
            ChangeRequest = r => r.EachOf(m => Rename(m, "reasoning", "reasoning_content")),
        },
        Thinking);

    // Content is empty at tiny caps; as null, as "", or left out.
    [Test]
    public Task EmptyContentAtTinyCaps([Values("null", "absent")] string form) => Trap.RaisesNoAlarmAsync(
        new()
        {
            ChangeReply = c => c.IsStream ? c : c.EachMessage(m =>
            {
                if (m.Text("content") != "")
                    return;
                m.Remove("content");
                if (form == "null")
                    m["content"] = null;
            }),
        },
        "THINK-CAP-001", "THINK-CAP-002", "USAGE-CAP-001", "USAGE-GROW-001", "USAGE-STABLE-001");

    // K2.7-Code always thinks: the maker refuses the off switch; a host that obeys it serves no thinking, which is no lie either.
    [Test]
    public Task OffSwitchObeyedByAModelThatAlwaysThinks() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k2.7-code", ChangeReply = c => (c.Request?["thinking"] as JsonObject).Text("type") == "disabled" ? c.Accepted("The feathers are heavier.") : c },
        "THINK-OFF-005");

    // K3: the explicit thinking object wins over reasoning_effort, whatever that says.
    [Test]
    public Task ExplicitThinkingWins() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k3" }, "EFFORT-ORDER-001", "EFFORT-ORDER-002", "EFFORT-ORDER-003", "EFFORT-ORDER-004", "EFFORT-DEFAULT-001");

    // A 400 for a tool turn without its reasoning is the first-party contract, and no other check stumbles over it.
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2-thinking")]
    public Task MissingEchoIsRefused(string profile) => Trap.RaisesNoAlarmAsync(
        new() { Profile = profile }, "ECHO-WITH-001", "ECHO-WITHOUT-001", "ECHO-OFF-001", "ECHO-PLAIN-001", "REPLAY-OWN-002", "RESULT-USED-001", "TURN-NULL-001", "CALLS-ID-001");

    // A model may decline to repeat what it thought: recall proves nothing, and nothing here depends on it.
    [Test]
    public Task ModelThatKeepsItsThoughtsToItself() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.IsSuccess && c.Request is { } r && r.Messages().Any(m => m.ContainsKey("reasoning_content")) && !c.IsStream ? Declined(c) : c },
        "HIST-KEEP-001", "HIST-KEEP-002", "HIST-FIELD-001", "HIST-TURN-001", "ECHO-WITH-001", "REPLAY-REASON-001");

    private static MangledCall Declined(MangledCall call) => call.EachMessage(m =>
    {
        if (m.Text("content") is { Length: > 0 })
            m["content"] = "I do not repeat what I thought.";
    });

    private static void Rename(JsonObject message, string from, string to)
    {
        if (message.Remove(from, out var value))
            message[to] = value;
    }
}
