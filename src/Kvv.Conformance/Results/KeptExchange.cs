using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kvv.Wire;

namespace Kvv.Conformance.Results;

/// <summary>
/// An exchange of a requirement that holds. All of one requirement lie in a single file, and a long text is cut in its middle:
/// most of a run is in order, and its folder must stay small enough to be handed on. What was not in order is kept whole.
/// </summary>
internal sealed record KeptExchange
{
    /// <summary>The file's name, in the requirement's folder of evidence.</summary>
    public const string File = "exchanges.json";

    // Of a longer text the beginning and the end are kept: what was asked, and how the answer ended.
    private const int Head = 48_000;
    private const int Tail = 16_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The body as sent, data URLs by their hash.</summary>
    public required string Request { get; init; }

    /// <summary>Whether it asked for a stream.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>HTTP status, or <see langword="null"/> when nobody answered.</summary>
    public int? Status { get; init; }

    /// <summary>Media type of the answer, without parameters.</summary>
    public string? MediaType { get; init; }

    /// <summary>The body of the answer as UTF-8 text; empty when there was none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>What went wrong on the way, or <see langword="null"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>Attempts that were made.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Start of the first attempt.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From the start of the last attempt to the last byte, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>What is kept of an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="redactor">Applied before anything is cut: half a secret would not be recognised.</param>
    public static KeptExchange Of(Exchange exchange, Redactor redactor) => new()
    {
        Request = Shorten(redactor.Redact(DataUrls.ByHash(exchange.Request.ToString()))),
        IsStreamed = exchange.Request.IsStreamed,
        Status = exchange.Status,
        MediaType = exchange.MediaType,
        Answer = Shorten(redactor.Redact(exchange.BodyText)),
        Failure = exchange.Failure,
        Attempts = exchange.Attempts.Count,
        StartedAt = exchange.Timing.StartedAt,
        DurationMs = Math.Round((exchange.Timing.Last ?? exchange.Timing.Headers ?? TimeSpan.Zero).TotalMilliseconds, 3),
    };

    /// <summary>The exchanges as the text of their file.</summary>
    public static string Write(IEnumerable<KeptExchange> exchanges) => JsonSerializer.Serialize(exchanges, Options) + "\n";

    /// <summary>Reads such a text.</summary>
    /// <returns>The exchanges, or <see langword="null"/> when the text is something else.</returns>
    public static IReadOnlyList<KeptExchange>? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<KeptExchange>>(text, Options) is { } all && all.All(e => e is not null) ? all : null;
        }
        catch (JsonException)
        {
            // Edited or from elsewhere: the caller shows the file as it is.
            return null;
        }
    }

    /// <summary>A text of bounded length: its beginning, a line on what is missing, and its end.</summary>
    internal static string Shorten(string text)
    {
        if (text.Length <= Head + Tail)
            return text;
        // Never half of a surrogate pair.
        var end = char.IsHighSurrogate(text[Head - 1]) ? Head - 1 : Head;
        var start = char.IsLowSurrogate(text[^Tail]) ? text.Length - Tail + 1 : text.Length - Tail;
        return string.Create(CultureInfo.InvariantCulture, $"{text[..end]}\n[{start - end} characters left out here: the requirement holds, so its long texts are not kept whole]\n{text[start..]}");
    }
}
