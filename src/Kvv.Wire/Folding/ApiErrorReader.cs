using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>Reads error objects out of hostile text: invalid bytes and lone surrogates are no reason to throw.</summary>
internal static class ApiErrorReader
{
    /// <summary>The value of an <c>error</c> member: an object, or the plain string that some servers send.</summary>
    public static ApiError? From(JsonValue error) => error.Kind switch
    {
        JsonTokenType.StartObject => new(Text(error[WireName.Message]), Text(error[WireName.Type]), Text(error[WireName.Param]), Text(error[WireName.Code])),
        JsonTokenType.String => new(error.Text, null, null, null),
        _ => null,
    };

    /// <summary>The same, from a parsed document.</summary>
    public static ApiError? From(JsonElement error)
    {
        var json = JsonMarshal.GetRawUtf8Value(error);
        var tape = new JsonTape();
        return tape.TryRead(json) ? From(tape.Root(json)) : null;
    }

    /// <summary>The body of a refusal.</summary>
    public static ApiError? Parse(ReadOnlySpan<byte> json)
    {
        var tape = new JsonTape();
        return tape.TryRead(json) && json[tape.Consumed..].IndexOfAnyExcept(" \t\r\n"u8) < 0 ? From(tape.Root(json)[WireName.Error]) : null;
    }

    private static string? Text(JsonValue value) => value.Kind switch
    {
        JsonTokenType.String => value.Text,
        JsonTokenType.Number => Encoding.UTF8.GetString(value.Raw),
        _ => null,
    };
}
