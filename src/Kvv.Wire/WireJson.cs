using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kvv.Wire;

/// <summary>How this suite writes JSON onto the wire.</summary>
public static class WireJson
{
    /// <summary>Text beyond ASCII is written as itself, as every OpenAI client does; only what JSON demands is escaped.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
