using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// Sampling parameters: what the model's makers allow is accepted, everything else is refused. An endpoint that takes any
/// value serves the model with decoding it was never tuned for. The values come from the profile.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ParameterTests
{
    // PARAM-NONE-001: a request without any sampling parameter is accepted.
    [Requirement("PARAM-NONE-001", Thinking = ThinkingAxis.Both)]
    public Task NoOptionalParameterIsNeeded(Probe probe) => probe.Send(Ok(probe)).MustSucceed("a request without sampling parameters");

    // PARAM-ALL-001: all sampling parameters at allowed values are accepted in one request.
    [Requirement("PARAM-ALL-001", Thinking = ThinkingAxis.Both)]
    public Task AllAllowedValuesAreAcceptedTogether(Probe probe)
    {
        var rules = probe.Profile.Parameters.Where(r => r.HoldsIn(probe.Thinking) && r.Accept.Count > 0).ToList();
        probe.Requires(rules.Count > 0, "rule for a sampling parameter in this mode");
        var request = rules.Aggregate(Ok(probe), (r, rule) => r.WithRaw(rule.Name, Json(rule.Accept[0])));
        return probe.Send(request).MustSucceed($"{string.Join(", ", rules.Select(r => $"{r.Name} {Json(r.Accept[0])}"))} together");
    }

    // PARAM-TEMP-001: every temperature the profile allows is accepted.
    [Requirement("PARAM-TEMP-001", Thinking = ThinkingAxis.Both)]
    public Task AllowedTemperatureIsAccepted(Probe probe) => Accepted(probe, "temperature");

    // PARAM-TEMP-002: a temperature outside what the profile allows is refused with 400.
    [Requirement("PARAM-TEMP-002", Thinking = ThinkingAxis.Both)]
    public Task OtherTemperatureIsRefused(Probe probe) => Refused(probe, "temperature");

    // PARAM-TOPP-001: every top_p the profile allows is accepted.
    [Requirement("PARAM-TOPP-001", Thinking = ThinkingAxis.Both)]
    public Task AllowedTopPIsAccepted(Probe probe) => Accepted(probe, "top_p");

    // PARAM-TOPP-002: a top_p outside what the profile allows is refused with 400.
    [Requirement("PARAM-TOPP-002", Thinking = ThinkingAxis.Both)]
    public Task OtherTopPIsRefused(Probe probe) => Refused(probe, "top_p");

    // PARAM-PRES-001: every presence_penalty the profile allows is accepted.
    [Requirement("PARAM-PRES-001", Thinking = ThinkingAxis.Both)]
    public Task AllowedPresencePenaltyIsAccepted(Probe probe) => Accepted(probe, "presence_penalty");

    // PARAM-PRES-002: a presence_penalty outside what the profile allows is refused with 400.
    [Requirement("PARAM-PRES-002", Thinking = ThinkingAxis.Both)]
    public Task OtherPresencePenaltyIsRefused(Probe probe) => Refused(probe, "presence_penalty");

    // PARAM-FREQ-001: every frequency_penalty the profile allows is accepted.
    [Requirement("PARAM-FREQ-001", Thinking = ThinkingAxis.Both)]
    public Task AllowedFrequencyPenaltyIsAccepted(Probe probe) => Accepted(probe, "frequency_penalty");

    // PARAM-FREQ-002: a frequency_penalty outside what the profile allows is refused with 400.
    [Requirement("PARAM-FREQ-002", Thinking = ThinkingAxis.Both)]
    public Task OtherFrequencyPenaltyIsRefused(Probe probe) => Refused(probe, "frequency_penalty");

    // PARAM-N-001: every n the profile allows is accepted, and as many choices come back.
    [Requirement("PARAM-N-001", Thinking = ThinkingAxis.Both)]
    public async Task AllowedNIsAccepted(Probe probe)
    {
        foreach (var value in Rule(probe, "n").Accept)
        {
            var answer = await probe.Send(Ok(probe).WithRaw("n", Json(value))).MustSucceed($"n {Json(value)}");
            answer.Must(answer.Reply.Choices.Count == (int)value, $"n {Json(value)} gives {Json(value)} choices", $"{answer.Reply.Choices.Count} choices");
        }
    }

    // PARAM-N-002: an n outside what the profile allows is refused with 400.
    [Requirement("PARAM-N-002", Thinking = ThinkingAxis.Both)]
    public Task OtherNIsRefused(Probe probe) => Refused(probe, "n");

    private static async Task Accepted(Probe probe, string parameter)
    {
        var rule = Rule(probe, parameter);
        probe.Requires(rule.Accept.Count > 0, $"allowed value of {parameter} in this mode");
        await Task.WhenAll(rule.Accept.Select(value =>
            probe.Send(Ok(probe).WithRaw(parameter, Json(value))).MustSucceed($"{parameter} {Json(value)}")));
    }

    private static async Task Refused(Probe probe, string parameter)
    {
        var rule = Rule(probe, parameter);
        probe.Requires(rule.Refuse.Count > 0, $"forbidden value of {parameter} in this mode");
        await Task.WhenAll(rule.Refuse.Select(value =>
            probe.Send(Ok(probe).WithRaw(parameter, Json(value))).MustBeRefused($"{parameter} {Json(value)}")));
    }

    private static ParameterRule Rule(Probe probe, string parameter)
    {
        var rule = probe.Profile.Rule(parameter, probe.Thinking);
        probe.Requires(rule is not null, $"rule for {parameter} in this mode");
        return rule!;
    }

    // Only acceptance is judged here, so a small cap saves tokens: a reply that ends at its cap is an accepted request.
    private static ChatRequest Ok(Probe probe) => probe.Ask(ProbeContext.PlainPrompt, maxTokens: 32);

    private static string Json(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
