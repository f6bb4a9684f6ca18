using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kvv.Conformance.Reports.Html;

/// <summary>
/// Request and answer of what was not in order, on the page itself: the page is often all that is sent to a vendor. Long
/// texts are cut, and what all of them take is bounded; the files beside the page are whole.
/// </summary>
internal sealed partial class ExchangeExcerpts(RunFolder run)
{
    private const int LongestText = 5_000;
    private const int MostOfAFinding = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // With a page's samples it stays well under its three megabytes.
    private int _left = 800_000;

    /// <summary>The first exchanges among some files, folded; nothing when the page has no room left.</summary>
    /// <param name="folder">Their folder, for a reader to tell them apart.</param>
    /// <param name="files">Paths inside the run folder.</param>
    public Markup Of(string folder, IReadOnlyList<string> files) => Markup.Of(m =>
    {
        foreach (var request in files.Where(f => RequestFile().IsMatch(f) && run.Has(f)).Take(MostOfAFinding))
        {
            if (_left <= 0)
                return;
            var number = RequestFile().Match(request).Groups["number"].Value;
            var answer = files.FirstOrDefault(f => f.StartsWith(request[..^"request.json".Length] + "response.", StringComparison.Ordinal) && run.Has(f));
            m.Add($"<details class=\"bytes\"><summary>Request {number} and its answer <span class=\"sr\">({folder})</span></summary>\n");
            var body = File.ReadAllText(run.FullPath(request));
            Block(m, "Request", $"request {number} of {folder}", Readable(body));
            if (answer is null)
                m.Add($"<p>No answer came.</p>");
            else if (answer.EndsWith(".sse.txt", StringComparison.Ordinal))
                Block(m, "Answer, event by event", $"answer {number} of {folder}", StreamTranscript.Of(Text(answer)));
            else
                Block(m, "Answer", $"answer {number} of {folder}", Readable(Text(answer)));
            if (SendAgain(request, body) is { } command)
                Block(m, "To send it again, in the run folder", $"command for request {number} of {folder}", command);
            m.Add($"</details>\n");
        }
    });

    private string Text(string file) => File.ReadAllText(run.FullPath(file));

    private void Block(Markup m, string title, string label, string text)
    {
        // The end of a stream tells as much as its beginning.
        var shown = text.Length <= LongestText ? text : $"{VisibleText.Cut(text, LongestText * 2 / 3)}\n[{text.Length} characters in all, shortened here]\n{Tail(text, LongestText / 3)}";
        _left -= shown.Length;
        m.Add($"<h4>{title}</h4><pre tabindex=\"0\" role=\"region\" aria-label=\"{label}\" dir=\"auto\">{shown}</pre>\n");
    }

    /// <summary>A command that sends the very bytes again; <see langword="null"/> when the endpoint is gone or the file does not hold them.</summary>
    private string? SendAgain(string request, string body)
    {
        // The embedded endpoint ended with its run; a picture stands as its hash in what is kept.
        if (!Uri.TryCreate(run.Result.Endpoint.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || body.Contains(";sha256,", StringComparison.Ordinal))
            return null;
        var exchange = request[..^"request.json".Length] + "exchange.json";
        if (!run.Has(exchange) || UrlOf(Text(exchange)) is not { } url || !url.EndsWith("/chat/completions", StringComparison.Ordinal))
            return null;
        return $"curl -sSN {Quoted(url)} -H \"Authorization: Bearer $KVV_API_KEY\" -H 'Content-Type: application/json' --data-binary {Quoted("@" + request)}";
    }

    private static string? UrlOf(string exchange)
    {
        try
        {
            using var document = JsonDocument.Parse(exchange);
            return document.RootElement.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String ? url.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Edited or from elsewhere: then there is no command to offer.
            return null;
        }
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Readable(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken on purpose, or by the endpoint: shown as it is.
            return text;
        }
    }

    private static string Tail(string text, int length)
    {
        var start = text.Length - length;
        return text[(char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }

    [GeneratedRegex(@"/(?<number>[0-9]{2,})-request\.json\z")]
    private static partial Regex RequestFile();
}
