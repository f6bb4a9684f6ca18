using System.Globalization;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>The exchanges of a finding as steps: what was asked and what came back, in their order.</summary>
internal sealed class ExchangeSteps(RunFolder run, AllureFolder folder)
{
    private const string Json = "application/json";
    private const string Plain = "text/plain";

    // More of one requirement would bury its judgement; the run folder has them all.
    private const int MostExchanges = 24;

    /// <summary>The steps, and the efforts that the requests ask for.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="start">Its start, in milliseconds since 1970.</param>
    /// <param name="stop">Its end.</param>
    public (IReadOnlyList<AllureStep> Steps, IReadOnlyList<string> Efforts) Of(RequirementInfo finding, long start, long stop)
    {
        if (finding.Mode == Session.AlwaysOnRules.Mode && finding.Evidence.Count == 0)
            return ([new("request: every request of the run", "passed", start, start), new($"answer: {finding.Actual ?? "every answer of the run"}", "passed", stop, stop)], []);
        var steps = new List<AllureStep>();
        var requests = new List<string>();
        foreach (var file in finding.Evidence)
        {
            var name = Path.GetFileName(file);
            if (name == KeptExchange.File && run.Has(file) && KeptExchange.Read(File.ReadAllText(run.FullPath(file))) is { } kept)
                steps.AddRange(Kept(kept, requests));
            else
                steps.AddRange(Whole(file, name, requests, start, stop));
        }

        return (steps, RequestEffort.Of(requests));
    }

    // Evidence of what was not in order comes as NN-request.json, NN-response.*, NN-exchange.json; other files stand alone.
    private IEnumerable<AllureStep> Whole(string file, string name, List<string> requests, long start, long stop)
    {
        if (folder.AttachFile(file) is not { } attachment)
            yield break;
        var number = name.Length > 3 && char.IsAsciiDigit(name[0]) ? $" {name[..name.IndexOf('-', StringComparison.Ordinal)]}" : "";
        if (name.Contains("-request", StringComparison.Ordinal))
        {
            requests.Add(File.ReadAllText(run.FullPath(file)));
            yield return new($"request{number}", "passed", start, start) { Attachments = [attachment] };
        }
        else if (name.Contains("-response", StringComparison.Ordinal))
        {
            yield return new($"answer{number}", "passed", stop, stop)
            {
                Attachments = name.EndsWith(".sse.txt", StringComparison.Ordinal) ? [attachment, Transcript(File.ReadAllText(run.FullPath(file)))] : [attachment],
            };
        }
        else
        {
            yield return new(name.Contains("-exchange", StringComparison.Ordinal) ? $"exchange{number}: status, headers, attempts, timing" : name, "passed", stop, stop) { Attachments = [attachment] };
        }
    }

    private IEnumerable<AllureStep> Kept(IReadOnlyList<KeptExchange> kept, List<string> requests)
    {
        for (var i = 0; i < kept.Count && i < MostExchanges; i++)
        {
            var exchange = kept[i];
            requests.Add(exchange.Request);
            var number = string.Create(CultureInfo.InvariantCulture, $"{i + 1:00}");
            var start = exchange.StartedAt.ToUnixTimeMilliseconds();
            var stop = start + (long)Math.Ceiling(exchange.DurationMs);
            yield return new($"request {number}{(exchange.IsStreamed ? ", streamed" : "")}", "passed", start, start) { Attachments = exchange.Request.Length == 0 ? [] : [folder.AttachText($"{number}-request.json", ".json", Json, exchange.Request)] };
            yield return new($"answer {number}: {Outcome(exchange)}", "passed", start, stop) { Attachments = Answer(number, exchange) };
        }

        if (kept.Count > MostExchanges)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{kept.Count - MostExchanges} further exchanges: see {KeptExchange.File} in the run folder"), "passed", kept[^1].StartedAt.ToUnixTimeMilliseconds(), kept[^1].StartedAt.ToUnixTimeMilliseconds());
    }

    private List<AllureAttachment> Answer(string number, KeptExchange exchange)
    {
        if (exchange.Answer.Length == 0)
            return [];
        if (exchange.MediaType == "text/event-stream")
            return [folder.AttachText($"{number}-response.sse.txt", ".txt", Plain, exchange.Answer), Transcript(exchange.Answer)];
        return exchange.MediaType == Json
            ? [folder.AttachText($"{number}-response.json", ".json", Json, exchange.Answer)]
            : [folder.AttachText($"{number}-response.txt", ".txt", Plain, exchange.Answer)];
    }

    private AllureAttachment Transcript(string stream) => folder.AttachText("stream transcript", ".txt", Plain, StreamTranscript.Of(stream));

    private static string Outcome(KeptExchange exchange) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(exchange.Status is { } status ? $"HTTP {status}" : "none")}, {exchange.DurationMs:0} ms{(exchange.Attempts > 1 ? $", {exchange.Attempts} attempts" : "")}{(exchange.Failure is { } failure ? $", {VisibleText.Line(failure, 200)}" : "")}");
}
