namespace Kvv.SelfTests.Wire;

/// <summary>Whole replies for tests.</summary>
internal static class Replies
{
    /// <summary>A healthy reply.</summary>
    public static string Whole { get; } = With(
        """
        [{"index":0,"message":{"role":"assistant","content":"Hello","reasoning_content":"Hm."},"finish_reason":"stop"}]
        """);

    /// <summary>A reply with these choices.</summary>
    public static string With(string choices) =>
        $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"kimi","choices":{{{choices}}},"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    /// <summary>A reply whose one choice has this message.</summary>
    public static string Message(string message, string finish = "\"stop\"") =>
        With($$"""[{"index":0,"message":{{message}},"finish_reason":{{finish}}}]""");
}
