using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kvv.Wire;

namespace Kvv.Conformance.Results;

/// <summary>
/// Keeps the exact request and the exact bytes of the answer for whatever was not in order, and a shorter record of what was.
/// </summary>
public sealed class EvidenceStore
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] Parts = ["-request", "-response", "-exchange"];

    private readonly RunDirectory _run;

    /// <summary>Creates a store.</summary>
    /// <param name="run">The run folder.</param>
    public EvidenceStore(RunDirectory run) => _run = run;

    /// <summary>Writes the exchanges of one finding.</summary>
    /// <param name="name">What they belong to; becomes the folder's name.</param>
    /// <param name="exchanges">The exchanges in order.</param>
    /// <returns>The files, relative to the run folder.</returns>
    public IReadOnlyList<string> Write(string name, IReadOnlyList<Exchange> exchanges)
    {
        var folder = $"evidence/{RunDirectory.Sanitise(name)}";
        var files = new List<string>();
        for (var i = 0; i < exchanges.Count; i++)
        {
            var exchange = exchanges[i];
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{folder}/{i + 1:00}");
            // The request is whole again when the files under evidence/blobs are put in the place of their hashes.
            files.Add(_run.Write($"{prefix}-request.json", DataUrls.ByHash(exchange.Request.ToString(), (hash, _, bytes) => _run.WriteBlob($"evidence/blobs/{hash}", bytes))));
            if (exchange.Body.Length > 0)
                files.Add(_run.Write($"{prefix}-response.{Extension(exchange)}", exchange.BodyText));
            files.Add(_run.Write($"{prefix}-exchange.json", JsonSerializer.Serialize(Describe(exchange), Options)));
        }

        return files;
    }

    /// <summary>Writes the exchanges of a requirement that holds: one file, long texts cut.</summary>
    /// <param name="name">What they belong to; becomes the folder's name.</param>
    /// <param name="exchanges">The exchanges in order.</param>
    /// <returns>The file, relative to the run folder; none when nothing was sent.</returns>
    public IReadOnlyList<string> WriteKept(string name, IReadOnlyList<Exchange> exchanges) =>
        exchanges.Count == 0 ? [] : [WriteText(name, KeptExchange.File, KeptExchange.Write(exchanges.Select(e => KeptExchange.Of(e, _run.Redactor))))];

    /// <summary>The files that were written for a name, relative to the run folder; empty when there are none.</summary>
    /// <param name="name">What they belong to.</param>
    public IReadOnlyList<string> Find(string name)
    {
        var folder = $"evidence/{RunDirectory.Sanitise(name)}";
        var path = Path.Combine(_run.Path, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Select(f => Path.GetFileName(f)).OrderBy(f => f.Split('-')[0], StringComparer.Ordinal).ThenBy(Part).Select(f => $"{folder}/{f}")]
            : [];
    }

    /// <summary>Writes a text beside the exchanges of a finding, for example the trace of a bug of this suite.</summary>
    /// <param name="name">What it belongs to.</param>
    /// <param name="file">File name.</param>
    /// <param name="text">Content.</param>
    public string WriteText(string name, string file, string text) => _run.Write($"evidence/{RunDirectory.Sanitise(name)}/{file}", text);

    // As they were written: request, answer, notes of each exchange.
    private static int Part(string file) => Array.FindIndex(Parts, p => file.Contains(p, StringComparison.Ordinal));

    private static string Extension(Exchange exchange) => exchange.MediaType switch
    {
        "application/json" => "json",
        "text/event-stream" => "sse.txt",
        _ => "txt",
    };

    // Request headers are left out altogether: they hold the key. What the body could not hold as UTF-8 is kept as Base64.
    private static object Describe(Exchange exchange) => new
    {
        exchange.Url,
        exchange.Outcome,
        exchange.Status,
        exchange.Failure,
        exchange.Headers,
        exchange.Attempts,
        exchange.Timing,
        exchange.Anomalies,
        BodyBytes = exchange.Body.Length,
        BodyBase64 = IsUtf8(exchange.Body) ? null : Convert.ToBase64String(exchange.Body.Span),
    };

    private static bool IsUtf8(ReadOnlyMemory<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes.Span);
}
