using System.Text;

namespace Kvv.SelfTests.Transcripts;

/// <summary>One answer as it crosses the wire, byte for byte.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Body">The body.</param>
internal sealed record Transcript(int Status, string ContentType, byte[] Body)
{
    /// <summary>A whole chat completion, or another JSON body.</summary>
    public static Transcript Json(string text, int status = 200) => new(status, "application/json", Encoding.UTF8.GetBytes(text));

    /// <summary>Server-sent events; the blank line that ends the last one is added.</summary>
    public static Transcript Events(string text) => new(200, "text/event-stream", Encoding.UTF8.GetBytes(text + "\n\n"));

    /// <summary>Text of another kind.</summary>
    public static Transcript Text(string text, int status) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
}
