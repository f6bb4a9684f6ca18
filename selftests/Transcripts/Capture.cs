namespace Kvv.SelfTests.Transcripts;

/// <summary>The frames around what a capture shows: the same on every server, so that a script holds what matters.</summary>
internal static class Capture
{
    private const string Counts = """{"prompt_tokens":88,"completion_tokens":21,"total_tokens":109}""";
    private const string ThoughtCounts = """{"prompt_tokens":88,"completion_tokens":21,"total_tokens":109,"completion_tokens_details":{"reasoning_tokens":9}}""";

    /// <summary>The end of a stream.</summary>
    public const string Done = "data: [DONE]";

    /// <summary>A whole reply.</summary>
    public static Transcript Whole(string message, string finish, string? usage = null) => Transcript.Json(
        $$$"""{"id":"chatcmpl-7f31c0de","object":"chat.completion","created":1770011223,"model":"kimi-k2.6","choices":[{"index":0,"message":{{{message}}},"logprobs":null,"finish_reason":"{{{finish}}}"}],"usage":{{{usage ?? (message.Contains("reasoning", StringComparison.Ordinal) ? ThoughtCounts : Counts)}}}}""");

    /// <summary>A chunk of a stream with one delta.</summary>
    public static string Chunk(string delta, string? finish = null) =>
        $$"""data: {"id":"chatcmpl-7f31c0de","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";

    /// <summary>The chunk that begins a message.</summary>
    public static string Role => Chunk("""{"role":"assistant","content":""}""");

    /// <summary>The chunk with the counts.</summary>
    public static string Usage(string? counts = null) =>
        $$$"""data: {"id":"chatcmpl-7f31c0de","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[],"usage":{{{counts ?? Counts}}}}""";

    /// <summary>Events with a blank line between them.</summary>
    public static Transcript Stream(params string[] frames) => Transcript.Events(string.Join("\n\n", frames));

    /// <summary>The entry of a delta's <c>tool_calls</c> that begins a call.</summary>
    public static string Begin(int index, string id, string name, string arguments = "") =>
        Chunk($$$"""{"tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]}""");

    /// <summary>A further piece of a call's arguments; the text is JSON-escaped already.</summary>
    public static string More(int index, string arguments) => Chunk($$$"""{"tool_calls":[{"index":{{{index}}},"function":{"arguments":"{{{arguments}}}"}}]}""");

    /// <summary>A whole message with one call; the arguments are JSON-escaped already.</summary>
    public static string CallMessage(string id, string name, string arguments) =>
        $$$"""{"role":"assistant","content":null,"tool_calls":[{"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]}""";
}
