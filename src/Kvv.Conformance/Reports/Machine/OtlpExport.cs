using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Session;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>
/// Sends a finished run to an OpenTelemetry collector as OTLP over HTTP with JSON, when the standard variables ask for it
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter). A collector that is away costs a line, never the run.
/// </summary>
public static class OtlpExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string OurProtocol = "http/json";

    // The default of the specification.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends traces and metrics of a run when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="output">The console.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public static async Task SendAsync(string folder, IReadOnlyDictionary<string, string> environment, IRunOutput output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(output);
        if (environment.GetValueOrDefault(Endpoint) is not { Length: > 0 } address)
            return;
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var collector) || collector.Scheme is not ("http" or "https"))
        {
            output.Line($"OpenTelemetry: {Endpoint} is no http or https address; nothing was sent.");
            return;
        }

        if (environment.GetValueOrDefault(Protocol) is { Length: > 0 } protocol && protocol != OurProtocol)
            output.Line($"OpenTelemetry: {Protocol} asks for {protocol}; this suite speaks {OurProtocol}, which collectors take at the same HTTP port (usually 4318).");
        try
        {
            var run = RunFolder.Open(folder);
            using var client = new HttpClient { BaseAddress = collector, Timeout = Timeout };
            AddHeaders(client.DefaultRequestHeaders, environment.GetValueOrDefault(Headers) ?? "");
            foreach (var body in new OtlpTraces(run).Bodies())
                await PostAsync(client, "v1/traces", body, cancellationToken);
            await PostAsync(client, "v1/metrics", OtlpMetrics.Body(run), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidDataException or IOException or (TaskCanceledException and { InnerException: TimeoutException }))
        {
            output.Line($"OpenTelemetry: the run could not be sent to {collector.GetLeftPart(UriPartial.Authority)}: {e.Message}");
        }
    }

    private static async Task PostAsync(HttpClient client, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    // key=value pairs, percent-encoded, separated by commas (W3C Baggage form).
    private static void AddHeaders(HttpRequestHeaders headers, string pairs)
    {
        foreach (var pair in pairs.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length == 2)
                headers.TryAddWithoutValidation(parts[0].Trim(), Uri.UnescapeDataString(parts[1].Trim()));
        }
    }
}
