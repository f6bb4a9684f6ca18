using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>Why a run ends before its first check.</summary>
/// <param name="Sentence">What was tried, what came back, what to change.</param>
/// <param name="Verdict"><see cref="VerdictKind.Undecided"/> when nothing was learned about the model's serving, <see cref="VerdictKind.Fails"/> when the endpoint showed that it cannot conform.</param>
public sealed record ContactFailure(string Sentence, VerdictKind Verdict)
{
    /// <summary>Ids of faults of the catalogue that look like this, the likeliest first; empty when it looks like none.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>
/// The first two requests of a run: one plain question, whole and streamed. A wrong address, key or model would otherwise
/// fail every single check with the same words.
/// </summary>
internal static class FirstContact
{
    public static async Task<ContactFailure?> MakeAsync(EndpointChannel channel, ProbeContext context, ConformanceSettings settings, CancellationToken cancellationToken)
    {
        var request = ChatRequest.Empty
            .With("model", context.Model)
            .With("messages", PlainQuestion.Drawn([Probe.UserTurn(ProbeContext.PlainPrompt)], context.Seed, "first contact"))
            .With("max_tokens", 64);
        var whole = channel.SendAsync(request, "first contact, whole", cancellationToken);
        var stream = channel.SendAsync(request.With("stream", true), "first contact, stream", cancellationToken);
        if (await JudgeWholeAsync(await whole, channel, context, settings, cancellationToken) is { } failure)
            return failure;
        return JudgeStream(await stream);
    }

    private static async Task<ContactFailure?> JudgeWholeAsync(Exchange exchange, EndpointChannel channel, ProbeContext context, ConformanceSettings settings, CancellationToken cancellationToken)
    {
        if (exchange is { Outcome: ExchangeOutcome.Answered, Reply.First: not null })
            return null;
        var tried = $"POST {exchange.Url} (model \"{context.Model}\")";
        var seen = ExchangeText.Describe(exchange);
        return exchange.Status switch
        {
            null => Undecided($"{tried} got {seen}. Check BaseUrl ({settings.BaseUrl}) and that the server is running and reachable from here."),
            401 or 403 => Undecided($"{tried} was refused: {seen}. {KeyAdvice(settings)}"),
            404 when LooksLikeModel(exchange, context) => Undecided($"{tried}: the endpoint does not serve this model ({seen}). {await ModelAdviceAsync(channel, cancellationToken)}"),
            404 or 405 => Undecided($"{tried} is not there ({seen}). BaseUrl must be the root of the API, usually ending in /v1."),
            >= 300 and < 400 => Undecided($"{tried} was redirected ({seen}{(exchange.Headers.TryGetValue("location", out var to) ? $", to {to}" : "")}). Set BaseUrl to the address it points to."),
            429 => Limited(tried, exchange),
            >= 500 => Undecided($"{tried} met a server error in every attempt: {seen}. The endpoint is down or overloaded: nothing was judged. Look at its log and run again.") with { Faults = ["op-outage-500"] },
            >= 400 when LooksLikeModel(exchange, context) => Undecided($"{tried}: the endpoint does not accept this model name ({seen}). {await ModelAdviceAsync(channel, cancellationToken)}"),
            >= 400 => new($"{tried}: a plain question was refused: {seen}. An endpoint that refuses this can serve no chat client.", VerdictKind.Fails),
            _ when exchange.Body.Length == 0 => new($"{tried} answered HTTP {exchange.Status} with an empty body. A chat completion was expected: look at the server's log or at a proxy in front of it.", VerdictKind.Fails),
            _ when exchange.MediaType is not ("application/json" or "text/event-stream") => Undecided($"{tried} did not answer as a chat endpoint: {seen}. BaseUrl points at a web page or another service; it must be the root of an OpenAI-compatible API, usually ending in /v1."),
            _ when exchange.Anomalies.Any(a => a.Kind == AnomalyKinds.BodyTooLarge) => new($"{tried} answered with a body that does not end ({exchange.Body.Length} bytes read). {seen}", VerdictKind.Fails),
            _ => Undecided($"{tried} answered with JSON that is no chat completion: {seen}. Check that BaseUrl is the root of an OpenAI-compatible chat API."),
        };
    }

    private static ContactFailure? JudgeStream(Exchange exchange)
    {
        if (exchange.Status == 429)
            return Limited($"POST {exchange.Url} with stream:true", exchange);
        if (exchange.Outcome == ExchangeOutcome.Infrastructure)
            return Undecided($"POST {exchange.Url} with stream:true got {ExchangeText.Describe(exchange)}, though the same question without it was answered. Look at how a proxy in front of the server treats event streams.");

        // Other defects of a stream are the business of the checks; one that never ends would stall every one of them.
        var endless = exchange.Anomalies.FirstOrDefault(a => a.Kind is AnomalyKinds.TotalLimitHit or AnomalyKinds.BodyTooLarge);
        return endless is null
            ? null
            : new($"POST {exchange.Url} with stream:true did not come to an end: {endless.Message} A two-word answer was asked for with max_tokens 64. Look at how the server detects the end of a reply.", VerdictKind.Fails);
    }

    private static ContactFailure Limited(string tried, Exchange exchange) =>
        Undecided($"{tried} met a rate limit in every attempt: {ExchangeText.Describe(exchange)}. Wait, lower Concurrency, or use a key with a higher limit.") with
        {
            // A limit that is a plan's says when to come back.
            Faults = exchange.Anomalies.Any(a => a.Kind == AnomalyKinds.RateLimitWithoutRetryAfter) ? ["op-429-mislabelled"] : [],
        };

    private static ContactFailure Undecided(string sentence) => new(sentence, VerdictKind.Undecided);

    private static string KeyAdvice(ConformanceSettings settings) => settings.ApiKey is null
        ? $"No key was sent: set the environment variable {settings.ApiKeyVariable}."
        : $"A key was sent from the environment variable {settings.ApiKeyVariable}: check that it belongs to this endpoint and may use the model.";

    private static bool LooksLikeModel(Exchange exchange, ProbeContext context) =>
        exchange.Error is { } error && (error.Param == "model" || error.Code == "model_not_found"
            || (error.Message ?? "").Contains("model", StringComparison.OrdinalIgnoreCase)
            || (error.Message ?? "").Contains(context.Model, StringComparison.OrdinalIgnoreCase));

    private static async Task<string> ModelAdviceAsync(EndpointChannel channel, CancellationToken cancellationToken)
    {
        var listing = await channel.ListModelsAsync(ChatRequest.Empty, "first contact, models", cancellationToken);
        var names = ModelNames(listing);
        return names.Count == 0
            ? "Set Model to the name under which it serves the model."
            : $"Set Model to the name under which it serves the model; it lists: {string.Join(", ", names.Take(12))}{(names.Count > 12 ? ", …" : "")}.";
    }

    private static List<string> ModelNames(Exchange listing)
    {
        try
        {
            using var document = JsonDocument.Parse(listing.Body);
            return document.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
                ? [.. data.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object && m.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String).Select(m => m.GetProperty("id").GetString()!)]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The listing is advice only; an endpoint without one gets the general sentence.
            return [];
        }
    }
}
