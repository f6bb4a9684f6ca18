using System.Text.Json;

namespace Kvv.Wire.Json;

/// <summary>
/// One JSON text as a flat list of tokens that is reused for the next text: a stream of a hundred thousand chunks is read
/// without an allocation a chunk. Reading is all or nothing, so that half of a broken text is never taken for an answer.
/// </summary>
internal sealed class JsonTape
{
    /// <summary>Nesting beyond this is refused as no JSON: no reply needs it, and hostile depth must stay cheap.</summary>
    public const int MaxDepth = 256;

    // Objects with more members than this are searched for duplicates through a set, so that the search stays linear.
    private const int PairwiseMembers = 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    private readonly int[] _open = new int[MaxDepth + 1];
    private JsonToken[] _tokens = new JsonToken[64];
    private int _count;

    /// <summary>The first member name that appears twice in one object, or <see langword="null"/>.</summary>
    public string? DuplicateKey { get; private set; }

    /// <summary>Bytes up to the end of the first value.</summary>
    public int Consumed { get; private set; }

    /// <summary>A token of the last text read.</summary>
    public ref readonly JsonToken this[int index] => ref _tokens[index];

    /// <summary>Reads the first JSON value of a text.</summary>
    /// <param name="json">UTF-8 text; only its syntax is checked here, not its encoding.</param>
    /// <returns><see langword="false"/> when no whole value stands at the start.</returns>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        _count = 0;
        DuplicateKey = null;
        Consumed = 0;
        if (!CouldBeJson(json))
            return false;
        try
        {
            return Read(json);
        }
        catch (JsonException)
        {
            // The caller reports the text; there is nothing to keep of a broken one.
            _count = 0;
            return false;
        }
    }

    /// <summary>The first value of the text that was read.</summary>
    /// <param name="json">The same text.</param>
    public JsonValue Root(ReadOnlySpan<byte> json) => new(this, json, 0);

    // An exception costs more than a whole chunk; the commonest broken frames are told by their first byte.
    private static bool CouldBeJson(ReadOnlySpan<byte> json)
    {
        var start = json.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && "{[\"-0123456789tfn"u8.Contains(json[start]);
    }

    private bool Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(Options));
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    _open[depth++] = _count;
                    Add(reader.TokenType, (int)reader.TokenStartIndex, 1, false);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close(json, _open[--depth], (int)reader.TokenStartIndex + 1);
                    break;
                case JsonTokenType.PropertyName:
                    var name = reader.ValueSpan;
                    Add(reader.TokenType, (int)reader.TokenStartIndex + 1, name.Length, reader.ValueIsEscaped, KnownName(name, reader.ValueIsEscaped));
                    break;
                case JsonTokenType.String:
                    Add(reader.TokenType, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                    break;
                default:
                    Add(reader.TokenType, (int)reader.TokenStartIndex, reader.ValueSpan.Length, false);
                    break;
            }

            if (depth == 0)
            {
                Consumed = (int)reader.BytesConsumed;
                return true;
            }
        }

        return false;
    }

    private static WireName KnownName(ReadOnlySpan<byte> name, bool escaped)
    {
        if (!escaped)
            return WireNames.Of(name);
        var text = new TextBuffer();
        text.Append(name, escaped);
        return WireNames.Of(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
    }

    private void Add(JsonTokenType kind, int start, int length, bool escaped, WireName name = WireName.Other)
    {
        if (_count == _tokens.Length)
            Array.Resize(ref _tokens, _count * 2);
        _tokens[_count] = new(kind, name, escaped, start, length, _count + 1);
        _count++;
    }

    private void Close(ReadOnlySpan<byte> json, int container, int end)
    {
        var start = _tokens[container];
        _tokens[container] = start with { Length = end - start.Start, End = _count };
        if (start.Kind == JsonTokenType.StartObject)
            DuplicateKey ??= FindDuplicate(json, container);
    }

    private string? FindDuplicate(ReadOnlySpan<byte> json, int container)
    {
        var end = _tokens[container].End;
        var members = 0;
        var known = 0UL;
        HashSet<string>? names = null;
        for (var name = container + 1; name < end; name = _tokens[name + 1].End)
        {
            members++;
            var bit = 1UL << (int)_tokens[name].Name;
            if (bit != 1)
            {
                if ((known & bit) != 0)
                    return Name(json, name);
                known |= bit;
                continue;
            }

            if (members > PairwiseMembers)
                names ??= NamesBefore(json, container, name);
            if (names is not null ? !names.Add(Name(json, name)) : IsAmongEarlier(json, container, name))
                return Name(json, name);
        }

        return null;
    }

    private bool IsAmongEarlier(ReadOnlySpan<byte> json, int container, int name)
    {
        ref readonly var token = ref _tokens[name];
        var text = json.Slice(token.Start, token.Length);
        for (var other = container + 1; other < name; other = _tokens[other + 1].End)
        {
            ref readonly var earlier = ref _tokens[other];
            if (token.Escaped || earlier.Escaped
                ? Name(json, name) == Name(json, other)
                : earlier.Length == text.Length && json.Slice(earlier.Start, earlier.Length).SequenceEqual(text))
                return true;
        }

        return false;
    }

    private HashSet<string> NamesBefore(ReadOnlySpan<byte> json, int container, int end)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var name = container + 1; name < end; name = _tokens[name + 1].End)
            names.Add(Name(json, name));
        return names;
    }

    private string Name(ReadOnlySpan<byte> json, int index) => new JsonValue(this, json, index).Text;
}

/// <summary>One token.</summary>
/// <param name="Kind">What it is; a container stands for its start.</param>
/// <param name="Name">Of a member's name, which one it is.</param>
/// <param name="Escaped">Whether a string or name holds escapes.</param>
/// <param name="Start">Offset of its first byte; of strings and names, the byte after the quote.</param>
/// <param name="Length">Bytes, without quotes.</param>
/// <param name="End">Index of the token after this value.</param>
internal readonly record struct JsonToken(JsonTokenType Kind, WireName Name, bool Escaped, int Start, int Length, int End);
