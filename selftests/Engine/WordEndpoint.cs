using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Kvv.SelfTests.Wire;

namespace Kvv.SelfTests.Engine;

/// <summary>
/// An endpoint that repeats the word it is asked for, always with the same bytes, and keeps the item of each request in the
/// order of arrival. A test may put something else in the way of an answer.
/// </summary>
internal sealed partial class WordEndpoint : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly Func<string, ScriptedConnection, Task<bool>> _before;
    private readonly ConcurrentQueue<WordRequest> _asked = [];
    private int _underWay;
    private int _mostUnderWay;

    private WordEndpoint(Func<string, ScriptedConnection, Task<bool>> before)
    {
        _before = before;
        _server = ScriptedServer.Start(ServeAsync);
    }

    public Uri BaseUrl => _server.BaseUrl;

    /// <summary>The items asked for so far; requests of first contact have none.</summary>
    public IReadOnlyList<string> Items => [.. _asked.Select(r => r.Item)];

    /// <summary>The same with the key of each request: who sent it, where every process has a key of its own.</summary>
    public IReadOnlyList<WordRequest> Requests => [.. _asked];

    /// <summary>Raised when a request for an item has arrived.</summary>
    public event Action? Asked;

    public int MostUnderWay => _mostUnderWay;

    /// <summary>Starts the endpoint.</summary>
    /// <param name="before">Called with the item before each answer; false when it has dealt with the request itself.</param>
    public static WordEndpoint Start(Func<string, ScriptedConnection, Task<bool>>? before = null) => new(before ?? ((_, _) => Task.FromResult(true)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Answers with a status and an error body.</summary>
    public static Task RefuseAsync(ScriptedConnection connection, int status, string headers = "")
    {
        const string Body = """{"error":{"message":"not now","type":"engine_overloaded_error"}}""";
        return connection.SendAsync($"HTTP/1.1 {status} No\r\nContent-Type: application/json\r\n{headers}Content-Length: {Body.Length}\r\n\r\n{Body}");
    }

    private async Task ServeAsync(ScriptedConnection connection)
    {
        while (true)
        {
            var request = await connection.ReceiveAsync();
            var body = request.BodyText;
            var item = Item().Match(body) is { Success: true } match ? match.Groups[1].Value : "";
            if (item.Length > 0)
            {
                _asked.Enqueue(new(request.Header("Authorization")?.Replace("Bearer ", "", StringComparison.Ordinal) ?? "", item));
                Asked?.Invoke();
            }

            var now = Interlocked.Increment(ref _underWay);
            int seen;
            while ((seen = Volatile.Read(ref _mostUnderWay)) < now && Interlocked.CompareExchange(ref _mostUnderWay, now, seen) != seen)
            {
            }

            try
            {
                if (await _before(item, connection))
                    await AnswerAsync(connection, body, item.Length > 0 ? item : "OK");
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }

    private static Task AnswerAsync(ScriptedConnection connection, string request, string word)
    {
        var isStream = request.Contains("\"stream\":true", StringComparison.Ordinal);
        const string Usage = """{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}""";
        const string Head = "\"id\":\"chatcmpl-1\",\"created\":1,\"model\":\"kimi\"";
        var hasUsage = request.Contains("include_usage", StringComparison.Ordinal);
        var text = isStream
            ? "data: {" + Head + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"" + word + "\"},\"finish_reason\":null}]}\n\n"
                + "data: {" + Head + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + (hasUsage ? "data: {" + Head + ",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":" + Usage + "}\n\n" : "")
                + "data: [DONE]\n\n"
            : "{" + Head + ",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + word + "\"},\"finish_reason\":\"stop\"}],\"usage\":" + Usage + "}";
        return connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {(isStream ? "text/event-stream" : "application/json")}\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}");
    }

    [GeneratedRegex("only the word (item[0-9]+)")]
    private static partial Regex Item();
}

/// <summary>A request for an item.</summary>
/// <param name="Key">Its API key; empty without one.</param>
/// <param name="Item">The item.</param>
internal sealed record WordRequest(string Key, string Item);
