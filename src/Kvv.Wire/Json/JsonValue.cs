using System.Buffers.Text;
using System.Text.Json;

namespace Kvv.Wire.Json;

/// <summary>One value of a text on a <see cref="JsonTape"/>. The default value stands for an absent member.</summary>
internal readonly ref struct JsonValue(JsonTape tape, ReadOnlySpan<byte> json, int index)
{
    private readonly JsonTape? _tape = tape;
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>What the value is; <see cref="JsonTokenType.None"/> when absent.</summary>
    public JsonTokenType Kind => _tape is null ? JsonTokenType.None : Token.Kind;

    /// <summary>Whether the value is absent or <c>null</c>.</summary>
    public bool IsNothing => Kind is JsonTokenType.None or JsonTokenType.Null;

    public bool IsString => Kind == JsonTokenType.String;

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    /// <summary>Whether the value is an array of no items.</summary>
    public bool IsEmptyArray => IsArray && Token.End == index + 1;

    /// <summary>Whether the value is a string of no characters.</summary>
    public bool IsEmptyText => IsString && Token.Length == 0;

    /// <summary>Whether the value is a string of at least one character.</summary>
    public bool HasText => IsString && Token.Length > 0;

    /// <summary>Bytes of a string between its quotes, escapes and all.</summary>
    public ReadOnlySpan<byte> Inner => _json.Slice(Token.Start, Token.Length);

    /// <summary>Offset of <see cref="Inner"/> in the text.</summary>
    public int Start => Token.Start;

    /// <summary>Whether a string holds escapes.</summary>
    public bool IsEscaped => Token.Escaped;

    /// <summary>The value as written, quotes included; empty when absent.</summary>
    public ReadOnlySpan<byte> Raw => Kind switch
    {
        JsonTokenType.None => default,
        JsonTokenType.String or JsonTokenType.PropertyName => _json.Slice(Token.Start - 1, Token.Length + 2),
        _ => Inner,
    };

    /// <summary>A string's text; invalid bytes become U+FFFD, lone surrogates stay as they are.</summary>
    public string Text
    {
        get
        {
            var text = new TextBuffer();
            text.Append(Inner, IsEscaped);
            return text.ToString();
        }
    }

    /// <summary>The members of an object in order of writing; none for anything else.</summary>
    public MemberEnumerator Members => new(_tape, _json, IsObject ? index : -1);

    /// <summary>The items of an array in order; none for anything else.</summary>
    public ItemEnumerator Items => new(_tape, _json, IsArray ? index : -1);

    private ref readonly JsonToken Token => ref _tape![index];

    /// <summary>A member of an object by name. Of duplicates the last counts, as in the parsers of every common client.</summary>
    public JsonValue this[WireName name]
    {
        get
        {
            var found = default(JsonValue);
            foreach (var member in Members)
            {
                if (member.Name == name)
                    found = member.Value;
            }

            return found;
        }
    }

    /// <summary>Whether a string has this text.</summary>
    public bool Is(ReadOnlySpan<byte> utf8) => IsString && (IsEscaped ? Text == System.Text.Encoding.UTF8.GetString(utf8) : Inner.SequenceEqual(utf8));

    /// <summary>Whether a string has this text.</summary>
    public bool Is(string text) => IsString && Text == text;

    /// <summary>Reads an integer written without fraction or exponent.</summary>
    public bool TryInteger(out long value)
    {
        value = 0;
        return Kind == JsonTokenType.Number && Utf8Parser.TryParse(Inner, out value, out var read) && read == Inner.Length;
    }

    /// <summary>One member of an object.</summary>
    internal readonly ref struct Member(JsonTape tape, ReadOnlySpan<byte> json, int name)
    {
        public WireName Name { get; } = tape[name].Name;

        public JsonValue Value { get; } = new(tape, json, name + 1);
    }

    internal ref struct MemberEnumerator(JsonTape? tape, ReadOnlySpan<byte> json, int container)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly int _end = container < 0 ? 0 : tape![container].End;
        private int _name = -1;

        public readonly Member Current => new(tape!, _json, _name);

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (container < 0)
                return false;
            _name = _name < 0 ? container + 1 : tape![_name + 1].End;
            return _name < _end;
        }
    }

    internal ref struct ItemEnumerator(JsonTape? tape, ReadOnlySpan<byte> json, int container)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly int _end = container < 0 ? 0 : tape![container].End;
        private int _item = -1;

        public readonly JsonValue Current => new(tape!, _json, _item);

        public readonly ItemEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (container < 0)
                return false;
            _item = _item < 0 ? container + 1 : tape![_item].End;
            return _item < _end;
        }
    }
}
