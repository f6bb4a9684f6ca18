using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Kvv.Wire.Detection;

/// <summary>What the text of a call's arguments is.</summary>
internal enum ArgumentShape
{
    Object,
    OtherJson,
    EncodedTwice,
    NotJson,
}

/// <summary>Tells the shapes apart without building a document: arguments can be long, and nested to do harm.</summary>
internal static class ArgumentShapes
{
    // Far beyond what any schema nests; the reader keeps one bit a level.
    private const int MaxDepth = 10_000;

    /// <summary>The shape of a text; absent and empty text is no JSON.</summary>
    public static ArgumentShape Of(string? arguments)
    {
        if (string.IsNullOrEmpty(arguments))
            return ArgumentShape.NotJson;
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(arguments.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(arguments, utf8);
            return Read(utf8.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static ArgumentShape Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var first = reader.TokenType;
            var holdsJson = first == JsonTokenType.String && HoldsJson(ref reader);
            while (reader.Read())
            {
                // Reading to the end is the check.
            }

            return first == JsonTokenType.StartObject ? ArgumentShape.Object : holdsJson ? ArgumentShape.EncodedTwice : ArgumentShape.OtherJson;
        }
        catch (JsonException)
        {
            // The reader says in this way that the text is no JSON.
            return ArgumentShape.NotJson;
        }
    }

    private static bool HoldsJson(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The escape of a lone surrogate: a string, but no text.
            return false;
        }

        var start = text.AsSpan().TrimStart();
        return start.Length > 0 && start[0] is '{' or '[' && Of(text) is ArgumentShape.Object or ArgumentShape.OtherJson;
    }
}
