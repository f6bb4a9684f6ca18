using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Caps at the edges: the smallest, none at all, more than the window holds, and values that are none.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class CapTests
{
    private const string Listing = "Count from 1 to 60, one number per line, nothing else.";

    // LIMIT-CAP-003: output cut by its cap has exactly the cap's tokens.
    [Requirement("LIMIT-CAP-003")]
    public async Task CutOutputHasExactlyTheCapsTokens(Probe probe)
    {
        const int Cap = 24;
        var answer = await probe.Send(probe.Ask(Listing, Cap)).MustSucceed($"max_tokens {Cap}");
        if (answer.Choice.FinishReason != "length")
            throw Probe.Undecided("the output was not cut by its cap");
        answer.Must(answer.Reply.Usage?.CompletionTokens == Cap, $"output cut by max_tokens {Cap} reports {Cap} completion_tokens", $"completion_tokens {answer.Reply.Usage?.CompletionTokens?.ToString(CultureInfo.InvariantCulture) ?? "(absent)"}");
    }

    // LIMIT-CAP-004: a cap of one token is a cap like any other.
    [Requirement("LIMIT-CAP-004")]
    public async Task OneTokenIsACap(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Listing, 1)).MustSucceed("max_tokens 1");
        var length = (answer.Choice.Content?.Length ?? 0) + (answer.Choice.Reasoning?.Length ?? 0);
        answer.Must(length <= 16, "max_tokens 1 gives at most one token of text", $"{length} characters")
            .Must(answer.Choice.FinishReason == "length", "output cut after one token has finish_reason length", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"}");
    }

    // LIMIT-CAP-005: without a cap, an ordinary answer is not cut.
    [Requirement("LIMIT-CAP-005")]
    public async Task WithoutACapNothingIsCut(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Listing).Without("max_tokens")).MustSucceed("a request without a cap");
        answer.Must(answer.Choice.FinishReason != "length", "an answer of some 120 tokens is not cut when the request sets no cap", $"finish_reason length after {answer.Reply.Usage?.CompletionTokens} completion tokens");
    }

    // LIMIT-CAP-006: an answer that ends below its cap ends with stop.
    [Requirement("LIMIT-CAP-006")]
    public async Task ShortAnswerBelowTheCapEndsWithStop(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 4096).Without("max_tokens").With("max_completion_tokens", 4096)).MustSucceed("max_completion_tokens 4096");
        answer.Must(answer.Choice.FinishReason == "stop", "a short answer far below its cap has finish_reason stop");
    }

    // LIMIT-BAD-001: a negative max_tokens is refused.
    [Requirement("LIMIT-BAD-001")]
    public Task NegativeMaxTokensIsRefused(Probe probe) => Refused(probe, "max_tokens", "-1");

    // LIMIT-BAD-002: a negative max_completion_tokens is refused.
    [Requirement("LIMIT-BAD-002")]
    public Task NegativeMaxCompletionTokensIsRefused(Probe probe) => Refused(probe, "max_completion_tokens", "-1");

    // LIMIT-BAD-003: a cap with a fraction is refused.
    [Requirement("LIMIT-BAD-003")]
    public Task FractionalMaxTokensIsRefused(Probe probe) => Refused(probe, "max_tokens", "12.5");

    // LIMIT-WINDOW-001: a cap that cannot fit into the window is refused, or means as much as fits; it breaks nothing.
    [Requirement("LIMIT-WINDOW-001")]
    public async Task CapBeyondTheWindowBreaksNothing(Probe probe)
    {
        var window = Window(probe);
        var (answer, served) = await probe.Send(probe.Ask(ProbeContext.PlainPrompt).WithRaw("max_tokens", Text(window + 1))).MustBeServedOrRefused($"max_tokens {window + 1}, one more than the context window,");
        if (served)
            answer.Must(answer.Choice.FinishReason == "stop", "a short answer has finish_reason stop, however large its cap");
    }

    // LIMIT-WINDOW-002: whoever refuses a cap beyond the window says how large the window is.
    [Requirement("LIMIT-WINDOW-002")]
    public async Task RefusalOfALargeCapNamesTheWindow(Probe probe)
    {
        var window = Window(probe);
        var (answer, served) = await probe.Send(probe.Ask(ProbeContext.PlainPrompt).WithRaw("max_tokens", Text(window * 2))).MustBeServedOrRefused($"max_tokens {window * 2}, twice the context window,");
        if (!served)
            answer.Must(answer.Exchange.Error!.Message!.Any(char.IsAsciiDigit), "the refusal of a cap beyond the window says what the limit is");
    }

    private static long Window(Probe probe)
    {
        probe.Requires(probe.Profile.ContextWindow is not null, "context window");
        return probe.Profile.ContextWindow!.Tokens;
    }

    private static Task<Answer> Refused(Probe probe, string field, string value) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt).Without("max_tokens").WithRaw(field, value)).MustBeRefused($"{field} {value}", 400, 422);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
