using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Every string of the body is text: no lone surrogate escapes, no broken UTF-8. Runs first, so that later rules may read.</summary>
internal static class ReadableTextRule
{
    public static Refusal? Examine(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Refusal.Bad(BrokenRule.Syntax, "The request body must be a JSON object.", null, "invalid_type");
        return Readable(body)
            ? null
            : Refusal.Bad(BrokenRule.Syntax, "A string of the request body is not valid Unicode text.", null, "invalid_encoding");
    }

    private static bool Readable(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(Readable),
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name is not null && Readable(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            // The reader reports an undecodable string this way; the caller answers 400.
            return false;
        }
    }
}
