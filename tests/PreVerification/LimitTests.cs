using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Limits on the output are obeyed and reported.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class LimitTests
{
    private const int Cap = 16;
    private const string LongTask = "Count from 1 to 200, one number per line, nothing else.";

    // LIMIT-CAP-001: max_tokens caps the output, and the reply says so.
    [Requirement("LIMIT-CAP-001")]
    public Task MaxTokensCapsTheOutput(Probe probe) => Capped(probe, "max_tokens");

    // LIMIT-CAP-002: max_completion_tokens caps the output just as max_tokens does.
    [Requirement("LIMIT-CAP-002")]
    public Task MaxCompletionTokensCapsTheOutput(Probe probe) => Capped(probe, "max_completion_tokens");

    // LIMIT-STOP-001: output ends before a stop string, in every delta, with finish_reason stop. With thinking off: it is not
    // stated whether a stop string also ends the thinking, in which the same list may come up.
    [Requirement("LIMIT-STOP-001", Thinking = ThinkingAxis.Off)]
    public async Task StopStringEndsTheOutput(Probe probe)
    {
        const string Stop = "7\n8\n9";
        var answer = await probe.Send(probe.Ask(LongTask, 1024).With("stop", Stop)).MustSucceed("a request with a stop string");
        var content = answer.Choice.Content ?? "";
        // The model may format its list otherwise; then the string never comes up and nothing can be said.
        if (!content.Contains("5\n6", StringComparison.Ordinal))
            throw Probe.Undecided("the model did not write its list one number per line");
        answer.Must(!content.Contains('8', StringComparison.Ordinal), "the output ends before the stop string \"7⏎8⏎9\"")
            .Must(!content.TrimEnd(' ').EndsWith("7\n", StringComparison.Ordinal) && !content.EndsWith('7'), "no part of the stop string is left at the end of the output")
            .Must(answer.Choice.FinishReason == "stop", "output that ends at a stop string has finish_reason stop");
    }

    private static async Task Capped(Probe probe, string field)
    {
        var answer = await probe.Send(probe.Ask(LongTask).Without("max_tokens").With(field, Cap)).MustSucceed($"{field} {Cap}");
        var tokens = answer.Reply.Usage?.CompletionTokens;
        var length = (answer.Choice.Content?.Length ?? 0) + (answer.Choice.Reasoning?.Length ?? 0);
        // 16 tokens of digits and line breaks hold at most some 64 characters; text tokens, at most some 160.
        answer.Must(tokens is null or <= Cap, $"{field} {Cap} gives at most {Cap} completion tokens", string.Create(CultureInfo.InvariantCulture, $"{tokens} completion tokens"))
            .Must(length <= Cap * 16, $"{field} {Cap} gives at most {Cap} tokens of text", string.Create(CultureInfo.InvariantCulture, $"{length} characters"))
            .Must(answer.Choice.FinishReason == "length", $"output cut by {field} has finish_reason length", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"}");
    }
}
