using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// Reasoning of earlier turns reaches the prompt where it should, shown by <c>prompt_tokens</c>: a model may decline to repeat
/// what it thought, a count may not.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingHistoryTests
{
    private static readonly string Long = string.Concat(Enumerable.Range(1, 10)
    .Select(i => string.Create(CultureInfo.InvariantCulture, $"Step {i} weighs the plain reading against it. ")));

    // HIST-KEEP-001: with keep set to all, the reasoning of an earlier turn is part of the prompt.
    [Requirement("HIST-KEEP-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task KeptReasoningIsInThePrompt(Probe probe)
    {
        RequireKeep(probe);
        var without = await Count(probe, null, Keep);
        var with = await Best(probe, Keep);
        probe.Must(with > without, "with keep set to all, reasoning of an earlier turn adds prompt_tokens", Grew(without, with));
    }

    // HIST-KEEP-002: the reasoning is kept whole.
    [Requirement("HIST-KEEP-002", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task KeptReasoningIsWhole(Probe probe)
    {
        RequireKeep(probe);
        var without = await Count(probe, null, Keep);
        var with = await Best(probe, Keep);
        // No tokenizer has tokens of more than a dozen characters of plain English on average.
        probe.Must(
            with - without >= Long.Length / 12 || with == without,
            string.Create(CultureInfo.InvariantCulture, $"{Long.Length} characters of kept reasoning add at least {Long.Length / 12} prompt_tokens"),
            Grew(without, with));
    }

    // HIST-FIELD-001: reasoning is understood under the name by which the endpoint itself sends it.
    [Requirement("HIST-FIELD-001", Thinking = ThinkingAxis.On)]
    public async Task OwnFieldNameIsUnderstood(Probe probe)
    {
        RequireKeep(probe);
        var own = (await probe.Send(probe.Ask("Is 91 a prime number? Answer yes or no.", 4096)).MustSucceed("a question")).Choice.ReasoningField
            ?? throw Probe.Undecided("the endpoint sent no reasoning (THINK-ON-001 judges that)");
        var without = await Count(probe, null, Keep);
        var with = await Count(probe, own, Keep);
        probe.Must(with > without, $"with keep set to all, earlier reasoning in {own}, the endpoint's own name for it, adds prompt_tokens", Grew(without, with));
    }

    // HIST-FIELD-002: every name of the profile for reasoning is understood.
    [Requirement("HIST-FIELD-002", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task EveryFieldNameIsUnderstood(Probe probe)
    {
        RequireKeep(probe);
        var without = await Count(probe, null, Keep);
        foreach (var field in Fields(probe))
        {
            var with = await Count(probe, field, Keep);
            probe.Must(with > without, $"with keep set to all, earlier reasoning in {field} adds prompt_tokens", Grew(without, with));
        }
    }

    // HIST-DROP-001: without a word of keep, a model that forgets by default does not carry old reasoning along.
    [Requirement("HIST-DROP-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task OldReasoningIsDroppedByDefault(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.KeepDefault == "none", "dropping of earlier reasoning by default");
        var without = await Count(probe, null, (_, r) => r);
        var with = await Best(probe, (_, r) => r);
        probe.Must(with == without, "without keep, reasoning from before the last user turn adds no prompt_tokens", Grew(without, with));
    }

    // HIST-DEFAULT-001: a model that keeps by default keeps unasked.
    [Requirement("HIST-DEFAULT-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task ReasoningIsKeptByDefault(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.KeepDefault == "all", "keeping of earlier reasoning by default");
        var without = await Count(probe, null, (_, r) => r);
        var with = await Best(probe, (_, r) => r);
        probe.Must(with > without, "without a word of keep, reasoning of an earlier turn adds prompt_tokens", Grew(without, with));
    }

    // HIST-TURN-001: within a tool turn, the reasoning before the call is part of the prompt of the next step.
    [Requirement("HIST-TURN-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task ReasoningOfTheRunningTurnIsInThePrompt(Probe probe)
    {
        async Task<long> Tokens(string field, string reasoning)
        {
            var call = History.Call(probe, History.Id(0));
            call[field] = reasoning;
            var request = probe.Request(History.ToolTurn(probe, call, History.Result(History.Id(0), "5417 kWh"))).WithMeter();
            return await probe.PromptTokens(probe.Profile.Thinking.Keep.Contains("all") ? Keep(probe, request) : request, "a tool turn with its reasoning");
        }

        var brief = await Tokens(History.Field(probe), "Yes.");
        var full = (await Task.WhenAll(Fields(probe).Select(f => Tokens(f, Long)))).Max();
        probe.Must(full > brief, "the reasoning before a tool call adds prompt_tokens to the step that follows the result", Grew(brief, full));
    }

    private static void RequireKeep(Probe probe) =>
        probe.Requires(probe.Profile.Thinking.Keep.Contains("all") && probe.Context.Dialect != Dialect.None, "keeping of earlier reasoning");

    private static IEnumerable<string> Fields(Probe probe) => probe.Profile.Thinking.ReasoningFields.Where(f => f is "reasoning_content" or "reasoning");

    private static ChatRequest Keep(Probe probe, ChatRequest request) => probe.Context.Dialect == Dialect.Kimi
        ? request.WithRaw("thinking", """{"type":"enabled","keep":"all"}""")
        : request.WithRaw("chat_template_kwargs", """{"thinking":true,"preserve_thinking":true}""");

    /// <summary>The most that reasoning adds under any of its names: which one an endpoint reads is a rule of its own.</summary>
    private static async Task<long> Best(Probe probe, Func<Probe, ChatRequest, ChatRequest> ask) =>
        (await Task.WhenAll(Fields(probe).Select(f => Count(probe, f, ask)))).Max();

    private static Task<long> Count(Probe probe, string? field, Func<Probe, ChatRequest, ChatRequest> ask)
    {
        var answer = new JsonObject { ["role"] = "assistant", ["content"] = "Yes, it is." };
        if (field is not null)
            answer[field] = Long;
        JsonArray messages = [History.User("Is 97 a prime number?"), answer, History.User("And 99?")];
        return probe.PromptTokens(ask(probe, probe.Unswitched(messages)), field is null ? "a history without reasoning" : $"a history with {field}");
    }

    private static string Grew(long without, long with) =>
        string.Create(CultureInfo.InvariantCulture, $"{without} prompt_tokens without, {with} with {Long.Length} characters of reasoning");
}
