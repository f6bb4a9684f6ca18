using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Scores a schema case: 1 for one faultless call, or for the refusal that is due. The details say which rule broke first and
/// whether Moonshot's verifier, which looks at less, would have passed the reply.
/// </summary>
internal sealed class SchemaCaseScorer(ModelProfile profile, Func<Sample, string> tool, Func<Sample, bool> forced) : IScorer
{
    public const string Kind = "kind";
    public const string Call = "call";
    public const string Refusal = "refusal";
    public const string FirstBroken = "broken";
    public const string Upstream = "upstream";

    // What Moonshot's verifier looks at: an answer, the name of the first call, arguments that parse, an instance of the schema.
    private static readonly string[] UpstreamRules = [CallFlaw.Accepted, CallFlaw.Called, CallFlaw.Name, CallFlaw.ArgumentsJson, CallFlaw.ArgumentsValid];

    public string Id => "tool-schema/1";

    public Score Score(Sample sample, Exchange exchange) =>
        sample.Data.ContainsKey(SchemaSamples.Rule) ? ScoreRefusal(sample, exchange) : ScoreCall(sample, exchange);

    private Score ScoreCall(Sample sample, Exchange exchange)
    {
        var schema = JsonSchema.Compile(sample.Data[SchemaSamples.Schema]!.ToJsonString(WireJson.Relaxed));
        var contract = new CallContract(profile, [new(tool(sample), schema)], forced(sample), MaxCalls: 1);
        var flaws = CallReview.Flaws(exchange, contract);
        var choice = exchange.Reply?.First;
        var details = new JsonObject
        {
            [Kind] = Call,
            [SchemaSamples.Subject] = sample.Text(SchemaSamples.Subject),
            [SchemaSamples.Delivery] = sample.Text(SchemaSamples.Delivery),
            [SchemaSamples.Thinking] = sample.Text(SchemaSamples.Thinking),
            [Upstream] = PassesUpstream(flaws, exchange, contract),
        };
        if (flaws.Count > 0)
            details[FirstBroken] = flaws[0].Rule;
        return new(
            flaws.Count == 0 ? 1 : 0, choice is { ToolCalls: [var first, ..] } ? first.Arguments : null,
            flaws.Count == 0 ? "one call with valid arguments" : flaws[0].Sentence, choice?.FinishReason == "length")
        {
            Details = details,
            Faults = [.. flaws.SelectMany(f => f.Faults).Distinct()],
        };
    }

    private static bool PassesUpstream(IReadOnlyList<CallFlaw> flaws, Exchange exchange, CallContract contract) =>
        !flaws.Any(f => f.Rule is CallFlaw.Accepted or CallFlaw.Called)
        && !CallReview.OfCall(exchange.Reply!.First!.ToolCalls[0], contract).Any(f => UpstreamRules.Contains(f.Rule));

    private static Score ScoreRefusal(Sample sample, Exchange exchange)
    {
        var details = new JsonObject { [Kind] = Refusal, [SchemaSamples.Delivery] = sample.Text(SchemaSamples.Delivery), [SchemaSamples.Rule] = sample.Text(SchemaSamples.Rule) };
        if (exchange.Status == 400)
        {
            return string.IsNullOrWhiteSpace(exchange.Error?.Message)
                ? new(0, "400", "refused with 400 but without a JSON error message") { Details = details, Faults = ["rv-error-not-json"] }
                : new(1, "400", $"refused with 400: {exchange.Error.Message}") { Details = details };
        }

        var taken = exchange.Outcome == ExchangeOutcome.Answered;
        return new(0, exchange.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture), $"a schema that breaks {sample.Text(SchemaSamples.Rule)} is not refused with 400: {ExchangeText.Describe(exchange)}")
        {
            Details = details,
            Faults = taken ? ["so-keyword-dropped"] : [],
        };
    }
}
