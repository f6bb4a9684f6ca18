using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Completion tokens are those of the text that came, and reasoning tokens are those of the reasoning.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class UsageOutputTests
{
    // USAGE-OUT-001: completion tokens fit the length of the text.
    [Requirement("USAGE-OUT-001")]
    public async Task CompletionTokensFitTheText(Probe probe)
    {
        var answer = await probe.Send(probe.Ask("Count from 1 to 60, separated by spaces, nothing else.", 4096)).MustSucceed("a short listing");
        // Some endpoints count reasoning that they do not show.
        var hidden = string.IsNullOrEmpty(answer.Choice.Reasoning) ? answer.Reply.Usage?.ReasoningTokens ?? 0 : 0;
        var tokens = Completion(answer) - hidden;
        var length = (answer.Choice.Content?.Length ?? 0) + (answer.Choice.Reasoning?.Length ?? 0);
        // Digits, blanks and plain words: a token holds up to a dozen characters, and hardly less than one.
        answer.Must(
            tokens >= length / 12 && tokens <= length + 64,
            string.Create(CultureInfo.InvariantCulture, $"{length} characters of output are counted as {length / 12} to {length + 64} completion_tokens"),
            string.Create(CultureInfo.InvariantCulture, $"{tokens} completion_tokens"));
    }

    // USAGE-OUT-002: the same answer costs the same whole and streamed.
    [Requirement("USAGE-OUT-002", Transfer = TransferAxis.Whole)]
    public async Task CompletionTokensAgreeBetweenModes(Probe probe)
    {
        var whole = await probe.Send(probe.Ask(ProbeContext.PlainPrompt)).MustSucceed();
        var stream = await probe.Send(probe.Ask(ProbeContext.PlainPrompt).With("stream", true).WithRaw("stream_options", """{"include_usage":true}""")).MustSucceed();
        if (whole.Choice.Content != stream.Choice.Content || whole.Choice.Reasoning != stream.Choice.Reasoning)
            return;
        // An end token may be counted in one mode and not in the other; more is another way of counting.
        probe.Must(Math.Abs(Completion(whole) - Completion(stream)) <= 1, "the same answer costs the same completion_tokens whole and streamed", string.Create(CultureInfo.InvariantCulture, $"{Completion(whole)} whole, {Completion(stream)} streamed"));
    }

    // USAGE-CAP-001: an answer cut by its cap reports exactly the cap.
    [Requirement("USAGE-CAP-001", Thinking = ThinkingAxis.Both)]
    public async Task CutAnswerReportsItsCap(Probe probe)
    {
        var answer = await probe.Send(probe.Ask("Count from 1 to 200, one number per line, nothing else.", 20)).MustSucceed("a listing under a cap of 20 tokens");
        if (answer.Choice.FinishReason != "length")
            throw Probe.Undecided("the listing was not cut (LIMIT-CAP-001 judges that)");
        answer.Must(Completion(answer) == 20, "an answer cut by max_tokens 20 reports 20 completion_tokens", string.Create(CultureInfo.InvariantCulture, $"{Completion(answer)} completion_tokens"));
    }

    // USAGE-REASON-002: reasoning tokens fit the length of the reasoning.
    [Requirement("USAGE-REASON-002", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task ReasoningTokensFitTheReasoning(Probe probe)
    {
        var (answer, tokens) = await Reasoned(probe);
        var length = answer.Choice.Reasoning!.Length;
        // Two to six characters a token are usual; the bounds leave room for every language and tokenizer.
        answer.Must(
            tokens == 0 || (length >= tokens / 2 && length <= tokens * 12 + 12),
            $"reasoning of {length.ToString(CultureInfo.InvariantCulture)} characters is counted with 0.5 to 12 characters a token",
            string.Create(CultureInfo.InvariantCulture, $"{tokens} reasoning_tokens"));
    }

    // USAGE-REASON-003: reasoning tokens are part of the completion tokens, and the answer takes some on top.
    [Requirement("USAGE-REASON-003", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task ReasoningIsPartOfTheCompletion(Probe probe)
    {
        var (answer, tokens) = await Reasoned(probe);
        if (string.IsNullOrEmpty(answer.Choice.Content))
            throw Probe.Undecided("the reply holds no content beside its reasoning");
        answer.Must(Completion(answer) > tokens, "completion_tokens count the reasoning and the answer, so they exceed reasoning_tokens", $"usage {answer.Reply.Usage!.Raw}");
    }

    private static async Task<(Answer Answer, long Tokens)> Reasoned(Probe probe)
    {
        probe.Requires(probe.Profile.Features.ReasoningTokens == true, "reasoning_tokens");
        var answer = await probe.Send(probe.Ask("Which is larger, 3^5 or 5^3? Reply with the larger number.", 8192)).MustSucceed();
        if (string.IsNullOrEmpty(answer.Choice.Reasoning))
            throw Probe.Undecided("the reply holds no reasoning to count");
        return (answer, answer.Reply.Usage?.ReasoningTokens ?? throw Probe.Undecided("no reasoning_tokens are reported (USAGE-REASON-001 judges that)"));
    }

    private static long Completion(Answer answer) =>
        answer.Reply.Usage?.CompletionTokens ?? throw Probe.Undecided("no completion_tokens are reported (USAGE-REPORT-001 judges that)");
}
