using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kvv.ReferenceVendor.Text;

/// <summary>How this endpoint writes JSON: text beyond ASCII as itself.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);
}
