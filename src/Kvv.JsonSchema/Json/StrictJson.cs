using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>What <see cref="StrictJson"/> lets pass.</summary>
public sealed record StrictJsonOptions
{
    /// <summary>The deepest nesting of arrays and objects; 1 to 10,000, 256 unless told.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>
    /// Whether a number may lie beyond the range of a double (for example <c>1e400</c>). Off unless told: most readers turn such
    /// a number into infinity.
    /// </summary>
    public bool AllowBeyondDouble { get; init; }
}

/// <summary>A text that is no strict JSON: where and why.</summary>
public sealed class StrictJsonException : Exception
{
    /// <summary>A refusal at a place in the text.</summary>
    /// <param name="reason">One sentence without its place.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">UTF-8 byte in the line, from 1.</param>
    /// <param name="inner">The reader's own exception, if there was one.</param>
    public StrictJsonException(string reason, long line, long column, Exception? inner = null)
        : base($"Line {line}, column {column}: {reason}", inner)
    {
        Reason = reason;
        Line = line;
        Column = column;
    }

    /// <summary>One sentence without its place.</summary>
    public string Reason { get; }

    /// <summary>Line, from 1.</summary>
    public long Line { get; }

    /// <summary>UTF-8 byte in the line, from 1.</summary>
    public long Column { get; }
}

/// <summary>
/// Reads JSON text that has one meaning: RFC 8259 without duplicate names in an object, <c>NaN</c> or <c>Infinity</c>, numbers
/// beyond a double, comments, trailing commas, a byte order mark, text after the value, or nesting beyond a bound.
/// </summary>
public static class StrictJson
{
    /// <summary>Reads one JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="options">What may pass; the defaults when absent.</param>
    /// <returns>The value, independent of any buffer.</returns>
    /// <exception cref="StrictJsonException">The text is not strict JSON; the message says where and why.</exception>
    public static JsonElement Parse(string json, StrictJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8;
        try
        {
            utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException e)
        {
            var (line, column) = Place(json.AsSpan(0, e.Index));
            throw new StrictJsonException("the text holds a lone surrogate, which is no Unicode character.", line, column, e);
        }

        return Parse(utf8, options);
    }

    /// <summary>Reads one JSON value from UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="options">What may pass; the defaults when absent.</param>
    /// <returns>The value, independent of any buffer.</returns>
    /// <exception cref="StrictJsonException">The text is not strict JSON; the message says where and why.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8, StrictJsonOptions? options = null)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxDepth, 10_000);
        Check(utf8, options);
        return JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
    }

    private static void Check(ReadOnlySpan<byte> utf8, StrictJsonOptions options)
    {
        // One level more than allowed, so that depth is refused here in our words.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = options.MaxDepth + 1 });
        var names = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= options.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    && reader.CurrentDepth + 1 > options.MaxDepth)
                    throw Refusal($"nesting is deeper than {options.MaxDepth} levels.", utf8, reader.TokenStartIndex);
                CheckToken(ref reader, names, options, utf8);
            }
        }
        catch (JsonException e)
        {
            throw new StrictJsonException(Sentence(e, reader, utf8), (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e);
        }
    }

    private static void CheckToken(ref Utf8JsonReader reader, Stack<HashSet<string>> names, StrictJsonOptions options, ReadOnlySpan<byte> utf8)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names.Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.EndObject:
                names.Pop();
                break;
            case JsonTokenType.PropertyName:
                var name = JsonText.Decode(reader.ValueSpan);
                if (!names.Peek().Add(name))
                    throw Refusal($"the name {JsonText.Quote(name)} occurs twice in one object.", utf8, reader.TokenStartIndex);
                break;
            case JsonTokenType.Number when !options.AllowBeyondDouble:
                if (Utf8Parser.TryParse(reader.ValueSpan, out double number, out _) && !double.IsFinite(number))
                    throw Refusal("the number lies beyond the range of a double.", utf8, reader.TokenStartIndex);
                break;
        }
    }

    private static string Sentence(JsonException e, in Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        var rest = utf8[(int)Math.Min(reader.BytesConsumed, utf8.Length)..].TrimStart(" \t\r\n:,["u8);
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8))
            return "NaN and Infinity are no JSON numbers.";
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return "the text is empty.";
        var message = e.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place > 0 ? message[..place] : message;
    }

    private static StrictJsonException Refusal(string reason, ReadOnlySpan<byte> utf8, long index)
    {
        var before = utf8[..(int)index];
        return new(reason, before.Count((byte)'\n') + 1, index - before.LastIndexOf((byte)'\n'));
    }

    private static (long Line, long Column) Place(ReadOnlySpan<char> before) =>
        (before.Count('\n') + 1, Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]) + 1);
}
