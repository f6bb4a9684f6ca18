using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Token counts are reported, agree between the modes, and show what the cache saved.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class UsageTests
{
    // USAGE-REPORT-001: every reply reports prompt and completion tokens; a stream that asks for usage gets it in a chunk of its own.
    [Requirement("USAGE-REPORT-001")]
    public async Task UsageIsReported(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt)).MustSucceed();
        answer.Must(answer.Reply.Usage is { PromptTokens: > 0, CompletionTokens: > 0 }, "usage reports prompt and completion tokens above 0", answer.Reply.Usage is { } usage ? $"usage {usage.Raw}" : "no usage");
    }

    // USAGE-MODES-001: the same prompt costs the same prompt tokens whole and streamed.
    [Requirement("USAGE-MODES-001", Transfer = TransferAxis.Whole)]
    public async Task PromptTokensAgreeBetweenModes(Probe probe)
    {
        var whole = await probe.Send(probe.Ask("How many legs has a spider?", 32)).MustSucceed();
        var stream = await probe.Send(probe.Ask("How many legs has a spider?", 32).With("stream", true).WithRaw("stream_options", """{"include_usage":true}""")).MustSucceed();
        whole.Must(
            whole.Reply.Usage?.PromptTokens is { } a && stream.Reply.Usage?.PromptTokens is { } b && a == b,
            "the same prompt costs the same prompt_tokens whole and streamed",
            $"whole {whole.Reply.Usage?.PromptTokens}, streamed {stream.Reply.Usage?.PromptTokens}");
    }

    // USAGE-CACHE-001: a long prompt sent again reports cached tokens.
    [Requirement("USAGE-CACHE-001", Transfer = TransferAxis.Stream)]
    public async Task RepeatedPromptReportsCachedTokens(Probe probe)
    {
        probe.Requires(probe.Profile.Features.CachedTokens == true, "cached_tokens");
        // A head of its own for each seed and mode: the first request fills the cache, the next ones meet it.
        var head = string.Create(CultureInfo.InvariantCulture, $"Register {probe.Context.Seed:x}, {probe.Mode}. ");
        var prompt = head + string.Concat(Enumerable.Range(1, 140).Select(i => string.Create(CultureInfo.InvariantCulture, $"Entry {i} holds the value {i * 37 % 1000}. "))) + "How many entries are there? Reply with only the number.";
        long best = 0;
        Answer answer;
        var sent = 0;
        do
        {
            answer = await probe.Send(probe.Ask(prompt, 64)).MustSucceed("a long prompt");
            if (sent++ > 0)
                best = Math.Max(best, answer.Reply.Usage?.CachedTokens ?? 0);
        }
        while (best == 0 && sent < 4);
        answer.Must(best > 0, "a prompt of some 2,000 tokens sent again reports cached_tokens above 0", $"cached_tokens 0 or absent in {sent - 1} repetitions; last usage {answer.Reply.Usage?.Raw ?? "(none)"}");
    }

    // USAGE-REASON-001: reasoning text is counted in reasoning_tokens.
    [Requirement("USAGE-REASON-001", Thinking = ThinkingAxis.On)]
    public async Task ReasoningIsCounted(Probe probe)
    {
        probe.Requires(probe.Profile.Features.ReasoningTokens == true, "reasoning_tokens");
        var answer = await probe.Send(probe.Ask("Which is larger, 2^10 or 10^3? Reply with the larger number.", 8192)).MustSucceed();
        if (string.IsNullOrEmpty(answer.Choice.Reasoning))
            throw Probe.Undecided("the reply holds no reasoning to count");
        answer.Must(answer.Reply.Usage?.ReasoningTokens > 0, "reasoning text is counted in reasoning_tokens", $"{answer.Choice.Reasoning!.Length} characters of reasoning, usage {answer.Reply.Usage?.Raw ?? "(none)"}");
    }
}
