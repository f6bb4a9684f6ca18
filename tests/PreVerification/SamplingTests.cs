using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Sampling parameters have the effect they promise, and no other.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class SamplingTests
{
    // Three sentences on anything have so many good forms that a model which samples at 0.6 or above does not begin them with
    // the same forty tokens eight times.
    private const string Open = "Tell a story of three short sentences about anything you like.";
    private const int Samples = 8;
    private const int Repeats = 24;
    private const int OpenCap = 48;

    // SAMPLE-TEMP-001: at the highest allowed temperature, answers to an open question differ.
    [Requirement("SAMPLE-TEMP-001", Transfer = TransferAxis.Whole)]
    public async Task TemperatureGivesVariety(Probe probe)
    {
        var rule = probe.Profile.Rule("temperature", probe.Thinking);
        var highest = rule is null ? null : rule.Accept.Append(rule.Fixed ?? 0).Max() is var top && top >= 0.5 ? (double?)top : null;
        probe.Requires(highest is not null, "temperature of 0.5 or above in this mode");
        var value = highest!.Value.ToString("0.##", CultureInfo.InvariantCulture);
        await Differ(probe, probe.Ask(Open, OpenCap).WithRaw("temperature", value), $"at temperature {value}");
    }

    // SAMPLE-DEFAULT-001: without a temperature, answers to an open question differ: the default is not greedy.
    [Requirement("SAMPLE-DEFAULT-001", Transfer = TransferAxis.Whole)]
    public Task DefaultIsNotGreedy(Probe probe) => Differ(probe, probe.Ask(Open, OpenCap), "without a temperature");

    // SAMPLE-PENALTY-001: a strong penalty on repeated words keeps a text from being one word twenty-four times.
    [Requirement("SAMPLE-PENALTY-001", Transfer = TransferAxis.Whole)]
    public async Task PenaltyHasAnEffect(Probe probe)
    {
        probe.Requires(probe.Profile.Rule("frequency_penalty", probe.Thinking)?.Allows(2) == true, "frequency_penalty 2 in this mode");
        var text = string.Join(' ', Enumerable.Repeat("tree", Repeats));
        var answer = await probe.Send(probe.Ask(ProbeContext.Echo(text), 256).With("frequency_penalty", 2)).MustSucceed("frequency_penalty 2");
        answer.Must(!(answer.Choice.Content ?? "").Contains(text, StringComparison.Ordinal), $"with frequency_penalty 2, one word is not said {Repeats} times in a row", $"it is said {Repeats} times: the penalty has no effect");
    }

    // SAMPLE-PROMPT-001: sampling parameters never change the prompt.
    [Requirement("SAMPLE-PROMPT-001", Thinking = ThinkingAxis.Both)]
    public async Task SamplingParametersDoNotChangeThePrompt(Probe probe)
    {
        var rules = probe.Profile.Parameters.Where(r => r.HoldsIn(probe.Thinking) && r.Accept.Count > 0).ToList();
        probe.Requires(rules.Count > 0, "rule for a sampling parameter in this mode");
        var bare = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32)).MustSucceed("a plain question");
        var full = await probe.Send(rules.Aggregate(probe.Ask(ProbeContext.PlainPrompt, 32), (r, rule) => r.WithRaw(rule.Name, rule.Accept[0].ToString("0.####", CultureInfo.InvariantCulture)))).MustSucceed("the same with sampling parameters");
        full.Must(
            bare.Reply.Usage?.PromptTokens is { } a && full.Reply.Usage?.PromptTokens is { } b && a == b,
            "sampling parameters leave prompt_tokens as they are",
            $"prompt_tokens {bare.Reply.Usage?.PromptTokens} without and {full.Reply.Usage?.PromptTokens} with {string.Join(", ", rules.Select(r => r.Name))}");
    }

    // SAMPLE-SEED-001: a seed is accepted.
    [Requirement("SAMPLE-SEED-001")]
    public Task SeedIsAccepted(Probe probe) => probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).With("seed", 7)).MustSucceed("seed 7");

    // SAMPLE-SEED-002: the same request with the same seed gets the same answer.
    [Requirement("SAMPLE-SEED-002")]
    public async Task SameSeedGivesTheSameAnswer(Probe probe)
    {
        var request = probe.Ask(Open, OpenCap).With("seed", 20_260_801);
        var said = new List<string>();
        for (var i = 0; i < 3; i++)
            said.Add(Said(await probe.Send(request).MustSucceed("a seeded request")));
        if (said.Distinct(StringComparer.Ordinal).Count() > 1)
            throw Broken("three equal requests with one seed get one answer", $"{said.Distinct(StringComparer.Ordinal).Count()} different answers, first {ExchangeText.Quote(said[0])}");
    }

    // SAMPLE-N-001: n 2 gives two choices with indexes of their own, or is refused; it is never dropped in silence.
    [Requirement("SAMPLE-N-001")]
    public async Task TwoChoicesComeOrAreRefused(Probe probe)
    {
        var rule = probe.Profile.Rule("n", probe.Thinking);
        probe.Requires(rule is not null && rule.Allows(2), "n above 1");
        var (answer, served) = await probe.Send(probe.Ask(Open, OpenCap).With("n", 2)).MustBeServedOrRefused("n 2");
        if (served)
        {
            answer.Must(answer.Reply.Choices.Count == 2, "n 2 gives two choices", $"{answer.Reply.Choices.Count} choices")
                .Must(answer.Reply.Choices.Select(c => c.Index).SequenceEqual([0, 1]), "the choices have the indexes 0 and 1", $"indexes {string.Join(", ", answer.Reply.Choices.Select(c => c.Index?.ToString(CultureInfo.InvariantCulture) ?? "(absent)"))}");
        }
    }

    // SAMPLE-COERCE-001: the client libraries' default on a model with a fixed value is coerced or refused, and breaks nothing.
    [Requirement("SAMPLE-COERCE-001")]
    public async Task ClientDefaultOnAFixedParameterBreaksNothing(Probe probe)
    {
        var rules = probe.Profile.Parameters.Where(r => r.HoldsIn(probe.Thinking) && r.Coerced.Count > 0).ToList();
        probe.Requires(rules.Count > 0, "value that may be coerced");
        foreach (var rule in rules)
        {
            var value = rule.Coerced[0].ToString("0.####", CultureInfo.InvariantCulture);
            await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw(rule.Name, value)).MustBeServedOrRefused($"{rule.Name} {value}, a client library's default,");
        }
    }

    private static async Task Differ(Probe probe, ChatRequest request, string how)
    {
        // One request differs from the next by nothing, so that only sampling can make answers differ.
        var answers = await Task.WhenAll(Enumerable.Range(0, Samples).Select(_ => probe.Send(request).MustSucceed($"an open question {how}")));
        var said = answers.Select(Said).ToList();
        if (said.All(s => s.Length == 0))
            throw Probe.Undecided("no answer holds any text");
        if (said.Distinct(StringComparer.Ordinal).Count() == 1)
            throw Broken($"{Samples} answers to an open question {how} are not all the same", $"all {Samples} read {ExchangeText.Quote(said[0])}");
    }

    // A model that always thinks may reach its cap before its answer: then its thoughts must differ.
    private static string Said(Answer answer) => (answer.Choice.Reasoning ?? "") + (answer.Choice.Content ?? "");

    private static JudgementException Broken(string expected, string actual) => new(Findings.FindingStatus.Fail, expected, actual);
}
