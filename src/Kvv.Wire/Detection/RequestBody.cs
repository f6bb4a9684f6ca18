using System.Text;
using System.Text.Json;

namespace Kvv.Wire.Detection;

/// <summary>Reads request bodies, which tests malform on purpose.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    /// <summary>The body as a JSON object, or <see langword="null"/> when it is none.</summary>
    public static JsonDocument? TryParse(ChatRequest request)
    {
        try
        {
            var document = JsonDocument.Parse(request.ToUtf8(), Deep);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            // Malformed on purpose; the caller judges the reply without what the request would have said.
            return null;
        }
    }

    /// <summary>Every string and member name of the body, escapes undone, one a line; of a body that is no JSON, the whole text.</summary>
    public static string Strings(ChatRequest request)
    {
        if (TryParse(request) is not { } document)
            return request.ToString();
        using (document)
        {
            try
            {
                var strings = new StringBuilder();
                Collect(document.RootElement, strings);
                return strings.ToString();
            }
            catch (InvalidOperationException)
            {
                // A string that is no UTF-8: what the whole body reads as is all there is to look into.
                return request.ToString();
            }
        }
    }

    /// <summary>The value of a JSON string, or <see langword="null"/> for any other value and for a string that holds half a surrogate pair.</summary>
    public static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The escape of a lone surrogate stands for no text.
            return null;
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // A name with the escape of a lone surrogate: no text to look for.
            return "";
        }
    }

    private static void Collect(JsonElement value, StringBuilder strings)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                strings.Append(Text(value) ?? JsonEscapes.Undo(value.GetRawText())).Append('\n');
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Collect(item, strings);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    strings.Append(Name(member)).Append('\n');
                    Collect(member.Value, strings);
                }

                break;
        }
    }
}
