using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Thinking is on or off as the request, or without a word of it the profile, says, in whatever spelling the endpoint takes.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingSwitchTests
{
    private const string Question = "Which is heavier, 3 kg of iron or 4 kg of feathers? Answer in one short sentence.";

    // THINK-DEFAULT-001: a request that says nothing about thinking gets the profile's default.
    [Requirement("THINK-DEFAULT-001")]
    public async Task DefaultIsTheProfiles(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Has(ThinkingMode.On), "thinking");
        var answer = await probe.Send(probe.Unswitched([History.User(Question)], 4096)).MustSucceed("a request that says nothing about thinking");
        var thinks = probe.Profile.Thinking.Default == ThinkingMode.On;
        answer.Must(
            string.IsNullOrWhiteSpace(answer.Choice.Reasoning) != thinks,
            $"a request that says nothing about thinking is answered {(thinks ? "with" : "without")} reasoning, the default of {probe.Profile.Name}",
            $"{answer.Choice.Reasoning?.Length ?? 0} characters of reasoning");
    }

    // THINK-DEFAULT-002: saying the default aloud changes nothing in the prompt.
    [Requirement("THINK-DEFAULT-002", Transfer = TransferAxis.Whole)]
    public async Task SayingTheDefaultChangesNothing(Probe probe)
    {
        RequireSwitch(probe);
        var unsaid = probe.Unswitched([History.User(Question)]);
        var silent = await probe.PromptTokens(unsaid, "a request that says nothing about thinking");
        var said = await probe.PromptTokens(unsaid.WithThinking(probe.Context.Dialect, probe.Profile.Thinking.Default), "the same request with the default said");
        probe.Must(silent == said, "the thinking switch at its default leaves prompt_tokens as they are", string.Create(CultureInfo.InvariantCulture, $"{silent} without the switch, {said} with it"));
    }

    // THINK-TOGGLE-001: the switch holds for its own request: requests on and off side by side are each split rightly.
    [Requirement("THINK-TOGGLE-001")]
    public async Task SwitchHoldsRequestByRequest(Probe probe)
    {
        RequireSwitch(probe);
        ThinkingMode[] modes = [ThinkingMode.On, ThinkingMode.Off, ThinkingMode.On, ThinkingMode.Off];
        var wrong = (await Task.WhenAll(modes.Select(async (mode, i) =>
        {
            var request = probe.Unswitched([History.User($"{Question} (question {i + 1})")], 4096).WithThinking(probe.Context.Dialect, mode);
            var choice = (await probe.Send(request).MustSucceed("a question")).Choice;
            var right = string.IsNullOrWhiteSpace(choice.Reasoning) == (mode == ThinkingMode.Off) && !string.IsNullOrWhiteSpace(choice.Content);
            return right ? null : $"{mode.ToString().ToLowerInvariant()}: {choice.Reasoning?.Length ?? 0} characters of reasoning, {choice.Content?.Length ?? 0} of content";
        }))).Where(w => w is not null).ToList();
        probe.Must(wrong.Count == 0, "of four requests side by side, those with thinking on bring reasoning and content, those with thinking off content alone", string.Join("; ", wrong));
    }

    // THINK-OFF-002: with thinking off the content is the answer, not a deliberation that ends in it.
    [Requirement("THINK-OFF-002", Thinking = ThinkingAxis.Off)]
    public async Task SwitchedOffThinkingIsNotSpokenAloud(Probe probe)
    {
        RequireSwitch(probe);
        string[] sums = ["7 × 3", "12 + 19", "64 - 15"];
        var lengthy = (await Task.WhenAll(sums.Select(async s => (await probe.Send(probe.Ask($"What is {s}? Reply with only the number.", 256)).MustSucceed("a sum")).Choice.Content ?? "")))
            .Where(c => c.Length > 60).ToList();
        // A chatty model adds a phrase now and then; two of three at more than 60 characters is a model that thinks aloud.
        probe.Must(lengthy.Count < 2, "with thinking off, at most one of three sums is answered with more than 60 characters", string.Join("; ", lengthy.Select(c => Results.ExchangeText.Quote(c))));
    }

    // THINK-OFF-003: with thinking off, no reasoning tokens are spent.
    [Requirement("THINK-OFF-003", Thinking = ThinkingAxis.Off)]
    public async Task SwitchedOffThinkingCostsNothing(Probe probe)
    {
        RequireSwitch(probe);
        var answer = await probe.Send(probe.Ask(Question, 256)).MustSucceed("a question with thinking off");
        answer.Must(answer.Reply.Usage?.ReasoningTokens is null or 0, "with thinking off, usage reports no reasoning_tokens, or 0", $"usage {answer.Reply.Usage?.Raw ?? "(none)"}");
    }

    // THINK-OFF-004: with thinking off, a small cap is enough for a small answer.
    [Requirement("THINK-OFF-004", Thinking = ThinkingAxis.Off)]
    public async Task SmallCapSufficesWithoutThinking(Probe probe)
    {
        RequireSwitch(probe);
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 24)).MustSucceed("a one-word task under a cap of 24 tokens");
        answer.Must(!string.IsNullOrWhiteSpace(answer.Choice.Content), "with thinking off, a one-word task has its answer in content within 24 tokens");
    }

    // THINK-OFF-005: a model that always thinks refuses to be switched off, or obeys; it never says yes and thinks on.
    [Requirement("THINK-OFF-005")]
    public async Task AlwaysThinkingModelRefusesTheSwitch(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.OffRequest == OffRequest.Refused && probe.Context.Dialect != Dialect.None, "refusal to switch thinking off");
        var (answer, served) = await probe.Send(probe.Unswitched([History.User(Question)], 1024).WithThinking(probe.Context.Dialect, ThinkingMode.Off))
            .MustBeServedOrRefused("thinking switched off on a model that always thinks");
        answer.Must(
            !served || string.IsNullOrWhiteSpace(answer.Choice.Reasoning),
            "thinking switched off on a model that always thinks is refused with HTTP 400, not accepted in vain",
            $"HTTP {answer.Exchange.Status} with reasoning all the same");
    }

    // THINK-NONE-001: reasoning_effort none switches thinking off, where the model has efforts.
    [Requirement("THINK-NONE-001")]
    public Task EffortNoneSwitchesThinkingOff(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Effort is not null && probe.Profile.Thinking.Has(ThinkingMode.Off), "effort that can be none");
        return OffBy(probe, "reasoning_effort", "\"none\"", mayRefuse: false);
    }

    // THINK-ALIAS-001: Moonshot's own off switch works or is refused.
    [Requirement("THINK-ALIAS-001", Transfer = TransferAxis.Whole)]
    public Task FirstPartySwitchWorks(Probe probe) => Alias(probe, Dialect.Kimi, "thinking", """{"type":"disabled"}""");

    // THINK-ALIAS-002: the open engines' off switch works or is refused.
    [Requirement("THINK-ALIAS-002", Transfer = TransferAxis.Whole)]
    public Task EngineSwitchWorks(Probe probe) => Alias(probe, Dialect.OpenSource, "chat_template_kwargs", """{"thinking":false}""");

    private static Task Alias(Probe probe, Dialect spelling, string member, string value)
    {
        RequireSwitch(probe);
        probe.Requires(probe.Context.Dialect != spelling, "other spelling of the switch than this endpoint's");
        return OffBy(probe, member, value, mayRefuse: true);
    }

    private static async Task OffBy(Probe probe, string member, string value, bool mayRefuse)
    {
        var sent = probe.Send(probe.Unswitched([History.User(Question)], 1024).WithRaw(member, value));
        var (answer, served) = mayRefuse ? await sent.MustBeServedOrRefused($"{member} {value}") : (await sent.MustSucceed($"{member} {value}"), true);
        answer.Must(
            !served || string.IsNullOrWhiteSpace(answer.Choice.Reasoning),
            $"{member} {value} switches thinking off{(mayRefuse ? ", or is refused" : "")}",
            $"HTTP {answer.Exchange.Status} with reasoning all the same");
    }

    private static void RequireSwitch(Probe probe) =>
        probe.Requires(probe.Profile.Thinking.Modes.Count > 1 && probe.Context.Dialect != Dialect.None, "thinking switch");
}
