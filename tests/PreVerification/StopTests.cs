using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// Stop strings, judged on an echo: what is asked for is known letter by letter, so what is missing, left over or held back
/// shows. No stop string here can be a single token. Judged with thinking off, because it is not stated whether a stop string also
/// ends the thinking, in which the same text may come up.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class StopTests
{
    private const string Text = "amber-bravo-charlie-delta-ember";

    // STOP-ARRAY-001: of several stop strings, the one that comes first ends the output.
    [Requirement("STOP-ARRAY-001", Thinking = ThinkingAxis.Off)]
    public Task FirstOfSeveralEndsTheOutput(Probe probe) => Ends(probe, Text, new JsonArray("ember", "o-charl", "ta-emb", "zulu-yank"), "amber-brav", "four stop strings");

    // STOP-SPLIT-001: a stop string that begins and ends in the middle of words ends the output, and no part of it is left.
    [Requirement("STOP-SPLIT-001", Thinking = ThinkingAxis.Off)]
    public Task StopStringAcrossTokensEndsTheOutput(Probe probe) => Ends(probe, Text, "rlie-del", "amber-bravo-cha", "the stop string \"rlie-del\"");

    // STOP-HELD-001: text that merely begins like a stop string reaches the client.
    [Requirement("STOP-HELD-001", Thinking = ThinkingAxis.Off)]
    public Task HeldBackTextIsReleased(Probe probe) => Ends(probe, Text, new JsonArray("charlie-dame", "delta-embassy"), Text, "two stop strings that never come up");

    // STOP-TAIL-001: text that ends like the beginning of a stop string is complete.
    [Requirement("STOP-TAIL-001", Thinking = ThinkingAxis.Off)]
    public Task EndLikeAStopStringIsComplete(Probe probe) => Ends(probe, Text, "-embers of a fire", Text, "a stop string whose beginning ends the text");

    // STOP-UNICODE-001: a stop string beyond ASCII ends the output.
    [Requirement("STOP-UNICODE-001", Thinking = ThinkingAxis.Off)]
    public Task StopStringBeyondAsciiEndsTheOutput(Probe probe) => Ends(probe, "Alpha 山川 beta 森林 gamma", "森林", "Alpha 山川 beta", "the stop string \"森林\"");

    // STOP-NONE-001: stop null is the same as no stop.
    [Requirement("STOP-NONE-001", Thinking = ThinkingAxis.Off)]
    public Task NullIsNoStop(Probe probe) => Ends(probe, Text, null, Text, "stop null");

    // STOP-NONE-002: an empty list is the same as no stop.
    [Requirement("STOP-NONE-002", Thinking = ThinkingAxis.Off)]
    public Task EmptyListIsNoStop(Probe probe) => Ends(probe, Text, new JsonArray(), Text, "stop []");

    // STOP-BAD-001: a stop that is neither text nor a list of texts is refused.
    [Requirement("STOP-BAD-001")]
    public Task StopOfAnotherTypeIsRefused(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("stop", "{\"at\":7}")).MustBeRefused("stop {\"at\":7}", 400, 422);

    private static async Task Ends(Probe probe, string text, JsonNode? stop, string left, string what)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.Echo(text)).With("stop", stop)).MustSucceed(what);
        answer.Must(answer.Choice.Content?.Trim() == left, $"the echo of \"{text}\" with {what} is \"{left}\"")
            .Must(answer.Choice.FinishReason == "stop", "the echo has finish_reason stop");
    }
}
