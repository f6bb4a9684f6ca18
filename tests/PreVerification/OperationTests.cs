using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>How the service behaves around the model: the listing, requests side by side, streams that take their time.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class OperationTests
{
    private const int SideBySide = 6;

    // OPS-MODELS-001: the model listing has the documented shape.
    [Requirement("OPS-MODELS-001", Transfer = TransferAxis.Whole)]
    public async Task ModelListingHasTheDocumentedShape(Probe probe)
    {
        var answer = await probe.ListModels(ChatRequest.Empty);
        answer.Must(answer.Exchange.Status == 200, "GET models answers HTTP 200");
        var list = Read(answer.Exchange.BodyText) as JsonObject;
        answer.Must(list?["object"]?.ToString() == "list" && list["data"] is JsonArray, "GET models gives {\"object\":\"list\",\"data\":[…]}");
        answer.Must(list!["data"]!.AsArray().All(m => m?["object"]?.ToString() == "model" && m["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String), "every entry of GET models has an id and the object \"model\"");
    }

    // OPS-PARALLEL-001: requests side by side each get their own answer.
    [Requirement("OPS-PARALLEL-001")]
    public async Task EachOfManyGetsItsOwnAnswer(Probe probe)
    {
        var words = Enumerable.Range(0, SideBySide).Select(i => string.Create(CultureInfo.InvariantCulture, $"token-{probe.Context.Seed % 1000}-{i * 7919 % 10_000:0000}")).ToList();
        var answers = await Task.WhenAll(words.Select(w => probe.Send(probe.Ask(ProbeContext.Echo(w))).MustSucceed($"one of {SideBySide} requests side by side")));
        for (var i = 0; i < SideBySide; i++)
        {
            var said = answers[i].Choice.Content ?? "";
            var foreign = words.Where((w, j) => j != i && said.Contains(w, StringComparison.Ordinal)).FirstOrDefault();
            answers[i].Must(foreign is null, "no answer holds text of another request that ran beside it", $"the answer to the request for {words[i]} holds {foreign}");
            answers[i].Must(said.Contains(words[i], StringComparison.Ordinal), $"each of {SideBySide} requests side by side gets its own word back");
        }
    }

    // OPS-GREEDY-001: equal requests at temperature 0 side by side get one answer. Few engines promise it without a switch.
    [Requirement("OPS-GREEDY-001", Transfer = TransferAxis.Whole)]
    public async Task GreedyAnswersAreEqual(Probe probe)
    {
        probe.Requires(probe.Profile.Rule("temperature", probe.Thinking)?.Allows(0) == true, "temperature 0 in this mode");
        var request = probe.Ask("Name the four seasons in one sentence.", 64).With("temperature", 0);
        var answers = await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => probe.Send(request).MustSucceed("a question at temperature 0")));
        var said = answers.Select(a => a.Choice.Content ?? "").Distinct(StringComparer.Ordinal).ToList();
        answers[0].Must(said.Count == 1, $"{SideBySide} equal requests at temperature 0, side by side, get one answer", $"{said.Count} different answers");
    }

    // OPS-IDLE-001: a stream that thinks before it answers is not cut on the way.
    [Requirement("OPS-IDLE-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task ThinkingStreamReachesItsAnswer(Probe probe)
    {
        var answer = await probe.Send(probe.Ask("A farm has chickens and rabbits: 35 heads and 94 legs together. How many rabbits are there? Check the result, then end with the number.", 8192)).MustSucceed("a puzzle with thinking on, streamed");
        answer.MustNotShow("a stream that thinks is not cut before its end", AnomalyKinds.StreamCut, AnomalyKinds.IdleLimitHit, AnomalyKinds.TotalLimitHit)
            .Must(answer.Choice.FinishReason is not null, "a stream that thinks reaches its finish_reason");
        if (answer.Choice.FinishReason == "stop")
            answer.Must(!string.IsNullOrEmpty(answer.Choice.Content), "a stream that thinks reaches its answer");
    }

    // OPS-LONG-001: a stream that outlasts the usual limits of proxies comes to its own end.
    [Requirement("OPS-LONG-001", Transfer = TransferAxis.Stream)]
    public async Task LongStreamComesToItsEnd(Probe probe)
    {
        probe.RequiresTier(Tier.Full);
        var answer = await probe.Send(probe.Ask("Count from 1 to 6000, one number per line, nothing else. Do not stop early and leave nothing out.", 32_768)).MustSucceed("a very long answer, streamed");
        var seconds = answer.Exchange.Timing.Last?.TotalSeconds ?? 0;
        answer.MustNotShow(
                string.Create(CultureInfo.InvariantCulture, $"a stream of {seconds:0} s is not cut, at 60 s, 300 s or elsewhere"),
                AnomalyKinds.StreamCut, AnomalyKinds.IdleLimitHit, AnomalyKinds.TotalLimitHit, AnomalyKinds.StreamNoDone)
            .Must(answer.Choice.FinishReason is not null, "a very long stream ends with a finish_reason");
    }

    // OPS-REPEAT-001: the same trivial question asked six times in a row is answered rightly each time but one.
    [Requirement("OPS-REPEAT-001", Transfer = TransferAxis.Whole)]
    public async Task WarmAnswersAreAsGoodAsTheFirst(Probe probe)
    {
        var right = 0;
        Answer? last = null;
        for (var i = 0; i < 6; i++)
        {
            last = await probe.Send(probe.Ask("What is 17 × 23? Reply with only the number.")).MustSucceed("a trivial question");
            right += last.Choice.Content?.Contains("391", StringComparison.Ordinal) == true ? 1 : 0;
        }

        last!.Must(right >= 5, "a trivial question asked six times in a row is answered rightly at least five times", $"{right} of 6 right");
    }

    private static JsonNode? Read(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            // What is no JSON has no shape; the caller reports it.
            return null;
        }
    }
}
