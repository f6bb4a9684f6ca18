using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>Plays a probe: one request, a series, or requests whose token counts are compared.</summary>
internal sealed class VisionProbePlay : ITrialPlay
{
    // Scoring rules; a change starts a new measurement.
    private const string Version = "vision-probe/1";

    // Stands for the picture server where nothing is sent: its port may differ from run to run.
    private static readonly Uri SomeServer = new("http://pictures.invalid/");

    private readonly IReadOnlyDictionary<string, VisionProbe> _probes;
    private readonly PictureFolder _pictures;
    private readonly VisionScore _score;
    private readonly Func<JsonArray, ChatRequest> _request;
    private readonly Func<PictureServer> _serve;

    // A fixed port serves one probe at a time.
    private static readonly SemaphoreSlim Serving = new(1, 1);

    /// <summary>Creates the play.</summary>
    /// <param name="probes">The probes by id.</param>
    /// <param name="pictures">The pictures they name.</param>
    /// <param name="score">The judgement.</param>
    /// <param name="request">Makes a request of messages, decoding included.</param>
    /// <param name="serve">Starts a server for pictures that are given by their address.</param>
    public VisionProbePlay(
        IReadOnlyDictionary<string, VisionProbe> probes, PictureFolder pictures, VisionScore score, Func<JsonArray, ChatRequest> request, Func<PictureServer> serve)
    {
        _probes = probes;
        _pictures = pictures;
        _score = score;
        _request = request;
        _serve = serve;
    }

    /// <inheritdoc/>
    public string Describe(Sample sample, int epoch)
    {
        var text = new StringBuilder(Version).Append('\0').Append(sample.Data.ToJsonString());
        foreach (var step in _probes[sample.Id].Steps)
            text.Append('\0').Append(Build(step, Nowhere, out _));
        return text.ToString();
    }

    /// <inheritdoc/>
    public ChatRequest FirstRequest(Sample sample, int epoch) => Build(_probes[sample.Id].Steps[0], Nowhere, out _);

    /// <inheritdoc/>
    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        var probe = _probes[context.Sample.Id];
        if (!probe.ByAddress)
            return await PlayAsync(probe, Nowhere, context, cancellationToken);
        await Serving.WaitAsync(cancellationToken);
        try
        {
            await using var server = _serve();
            var played = await PlayAsync(probe, server.Offer, context, cancellationToken);
            return played with { Score = played.Score is { } score ? score with { Explanation = $"{score.Explanation}; the endpoint asked for {server.Served} of {server.Offered} pictures" } : null };
        }
        finally
        {
            Serving.Release();
        }
    }

    private async Task<PlayedTrial> PlayAsync(VisionProbe probe, Func<string, byte[], string, Uri> offer, TrialContext context, CancellationToken cancellationToken)
    {
        var exchanges = new List<Exchange>();
        var requests = new List<ChatRequest>();
        long bytes = 0;
        foreach (var step in probe.Steps)
        {
            requests.Add(Build(step, offer, out var size));
            bytes += size;
        }

        if (probe.Parallel)
        {
            exchanges.AddRange(await Task.WhenAll(requests.Select((r, i) => context.SendAsync(r, StepName(i), cancellationToken))));
        }
        else
        {
            foreach (var (request, i) in requests.Select((r, i) => (r, i)))
                exchanges.Add(await context.SendAsync(request, requests.Count == 1 ? "" : StepName(i), cancellationToken));
        }

        if (exchanges.Find(e => e.Outcome == ExchangeOutcome.Infrastructure) is { } failed)
            return await Explain(probe, context, exchanges, failed, bytes, cancellationToken);
        var score = probe.Kind switch
        {
            "read" => _score.Judge(probe, probe.Steps[0], exchanges[0]),
            "series" => Series(probe, exchanges),
            "tokens" => Tokens(probe, exchanges),
            var kind => throw new InvalidDataException($"Probe {probe.Id}: unknown kind \"{kind}\"."),
        };
        return new(WithCost(score, bytes), exchanges);
    }

    private static string StepName(int index) => string.Create(CultureInfo.InvariantCulture, $"step-{index + 1}");

    /// <summary>HTTP 500 on one picture while text is answered is the picture's doing; anything else is an outage.</summary>
    private async Task<PlayedTrial> Explain(VisionProbe probe, TrialContext context, List<Exchange> exchanges, Exchange failed, long bytes, CancellationToken cancellationToken)
    {
        if (failed.Status == 500)
        {
            var control = await context.SendAsync(_request([new JsonObject { ["role"] = "user", ["content"] = ProbeContext.PlainPrompt }]), "control", cancellationToken);
            if (control.Outcome == ExchangeOutcome.Answered)
                return new(WithCost(_score.Wrong("HTTP 500", "HTTP 500 in every attempt, while a text is answered", probe.CrashDefect), bytes), [.. exchanges, control]);
        }

        return new(null, exchanges, failed.Failure ?? "no answer");
    }

    private Score Series(VisionProbe probe, List<Exchange> exchanges)
    {
        var scores = probe.Steps.Zip(exchanges, (step, exchange) => _score.Judge(probe, step, exchange)).ToList();
        var answers = string.Join(" | ", scores.Select(s => s.Answer ?? "(none)"));
        var wrong = scores.Find(s => s.Value is null or 0);
        return wrong is null
            ? new(1, answers, "right", scores.Exists(s => s.Truncated))
            : (scores.Find(s => s.Value == 0 && s.Details is not null) ?? wrong) with { Answer = answers, Truncated = scores.Exists(s => s.Truncated) };
    }

    private Score Tokens(VisionProbe probe, List<Exchange> exchanges)
    {
        if (exchanges.Find(e => e.Outcome == ExchangeOutcome.Refused) is { } refused)
            return probe.ClearRefusal && VisionScore.IsClear(refused) ? new(1, "refused", "refused with a reason") : new(0, "refused", $"refused: HTTP {refused.Status}");
        var counts = exchanges.Select(e => e.Reply?.Usage?.PromptTokens).ToList();
        if (counts.Contains(null))
            return new(null, null, "a reply without prompt_tokens");
        var tokens = counts.Select(c => c!.Value).ToList();
        var shown = string.Join(", ", tokens.Select(t => t.ToString(CultureInfo.InvariantCulture)));
        if (TokenRules.Broken(probe.Rule!, tokens, out var isUncounted) is { } rule)
        {
            // Not counted and not seen is a picture that was lost; not counted and seen is a wrong count.
            var isLost = VisionAnswer.Find(exchanges[1].Reply?.First?.Content ?? "", [probe.EmptyHanded], sequence: false) is not null;
            var wrong = _score.Wrong(shown, $"expected that {rule}", isUncounted ? isLost ? "picture-dropped" : "uncounted" : LostClip(probe, exchanges) ?? probe.Measured!);
            // The judge takes counts that differ from each other for the work of a mixed-up cache once that one is certain.
            if (!isUncounted)
                wrong.Details!["compared"] = true;
            return wrong;
        }

        return LostClip(probe, exchanges) is { } lost ? _score.Wrong(shown, "the clip was not seen", lost) : new(1, shown, "right");
    }

    /// <summary>A clip that costs nothing and is not seen.</summary>
    private static string? LostClip(VisionProbe probe, List<Exchange> exchanges) =>
        probe.Video && VisionAnswer.Find(exchanges[^1].Reply?.First?.Content ?? "", [probe.EmptyHanded], sequence: false) is not null ? "video-dropped" : null;

    private static Uri Nowhere(string path, byte[] bytes, string mediaType) => new(SomeServer, path);

    private ChatRequest Build(VisionStep step, Func<string, byte[], string, Uri> offer, out long bytes)
    {
        var request = _request(_pictures.Fill(step.Messages, offer, out bytes));
        return step.Tools is null ? request : request.With("tools", step.Tools.DeepClone());
    }

    private static Score WithCost(Score score, long bytes)
    {
        var details = score.Details ?? [];
        details["imageBytes"] = bytes;
        return score with { Details = details };
    }
}
