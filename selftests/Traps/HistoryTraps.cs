using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>Legitimate ways to read a history and to count it raise no alarm.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class HistoryTraps
{
    private static readonly string[] Tools = ["REPLAY-OWN-002", "RESULT-USED-001", "RESULT-PAIR-001", "CALLS-ID-001", "CALLS-ID-005", "TURN-NULL-001", "TURN-EMPTY-002"];

    // K3 hosts name calls by turn, by a global index, or at random; unique in the conversation is all that is asked.
    [Test]
    public Task CallIdsOfAnotherForm() => Trap.RaisesNoAlarmAsync(
        new()
        {
            Profile = "kimi-k3",
            ChangeReply = c => c.EachMessage(m =>
            {
                foreach (var call in m.Calls().Where(x => x.Text("id") is not null))
                    call["id"] = $"call_{call.Text("id")!.Length}k{c.Request?.Messages().Count()}";
            }),
        },
        Tools);

    // A strict 400 for broken arguments of an earlier call is a policy elsewhere; a server error is not.
    [Test]
    public Task BrokenArgumentsRefused() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.Request is { } r && r.Messages().SelectMany(m => m.Calls()).Any(x => !(x["function"] as System.Text.Json.Nodes.JsonObject).Text("arguments")!.EndsWith('}')) ? c.Refused(400) : c },
        "CALLS-ARGS-001", "CALLS-ARGS-003", "CALLS-ARGS-004");

    // A lenient endpoint that answers what a strict one refuses breaks no must.
    [Test]
    public Task LenientEndpoint() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.Status == 400 ? c.Accepted() : c }, "CALLS-ID-005", "CALLS-ARGS-001", "RESULT-OBJECT-001", "EFFORT-KEEP-002");

    // Engines that count the three tokens of the assistant's opening do so everywhere: differences stay what they are.
    [Test]
    public Task ConstantOffsetOfTheEngine() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k3", ChangeReply = c => c.EachUsage(u => (u["prompt_tokens"], u["total_tokens"]) = (u["prompt_tokens"]!.GetValue<long>() + 3, u["total_tokens"]!.GetValue<long>() + 3)) },
        [.. Enumerable.Range(1, 9).Select(i => $"PROMPT-MET-00{i}"), "EFFORT-ORDER-001", "USAGE-GROW-002", "USAGE-STABLE-001", "USAGE-TOOLS-001"]);

    // Whole and streamed samples of one request may differ in their words; then their counts may differ too.
    [Test]
    public Task SamplesDiffer() => Trap.RaisesNoAlarmAsync(
        new()
        {
            ChangeReply = c => !c.IsStream ? c : c.EachUsage(u => (u["completion_tokens"], u["total_tokens"]) = (u["completion_tokens"]!.GetValue<long>() + 5, u["total_tokens"]!.GetValue<long>() + 5))
                .EachMessage(m =>
                {
                    if (m.Text("content") == "OK")
                        m["content"] = "OK!";
                }),
        },
        "USAGE-OUT-002");
}
