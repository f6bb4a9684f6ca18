using System.Text;

namespace Kvv.SelfTests.Wire;

/// <summary>Scripts that several tests play.</summary>
internal static class Script
{
    /// <summary>The head of an event stream that lasts until the connection ends.</summary>
    public const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    /// <summary>The head of a chunked event stream.</summary>
    public const string ChunkedHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// <summary>Answers every request of the connection alike.</summary>
    public static Func<ScriptedConnection, Task> Answer(int status, string mediaType, string body, params string[] headers) => Answer(status, mediaType, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Answers every request of the connection alike.</summary>
    public static Func<ScriptedConnection, Task> Answer(int status, string mediaType, byte[] body, params string[] headers) => async connection =>
    {
        while (true)
        {
            await connection.ReceiveAsync();
            await connection.SendAsync($"HTTP/1.1 {status} Whatever\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");
            await connection.SendAsync(body);
        }
    };

    /// <summary>Answers with a healthy whole reply.</summary>
    public static Func<ScriptedConnection, Task> Healthy { get; } = Answer(200, "application/json", Replies.Whole);

    /// <summary>Answers with a healthy stream.</summary>
    public static Func<ScriptedConnection, Task> HealthyStream { get; } = Answer(200, "text/event-stream", Sse.Healthy);

    /// <summary>Reads the request, sends this text as it stands and closes.</summary>
    public static Func<ScriptedConnection, Task> SendAndClose(string text) => async connection =>
    {
        await connection.ReceiveAsync();
        await connection.SendAsync(text);
    };

    /// <summary>Reads the request and never answers.</summary>
    public static Func<ScriptedConnection, Task> Silence { get; } = async connection =>
    {
        await connection.ReceiveAsync();
        await connection.StaySilentAsync();
    };

    /// <summary>One piece of a chunked body.</summary>
    public static string Piece(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
}
