using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

/// <summary>Vision, conversation and operations.</summary>
internal static class OtherProofs
{
    private const string Arrow = "In which direction does the arrow in the picture point: up, down, left or right? Reply with only that word. Reply NONE if you see no picture.";
    private const string Largest = "Which word in the picture is written in the largest letters? Reply with only that word. Reply NONE if you see no picture.";
    private const string Circles = "How many circles are in the picture? Reply with only the number. Reply NONE if you see no picture.";

    private static readonly JsonObject Video = new()
    {
        ["messages"] = new JsonArray(new JsonObject
        {
            ["role"] = "user",
            ["content"] = new JsonArray(
                new JsonObject { ["type"] = "text", ["text"] = "What happens here?" },
                new JsonObject { ["type"] = "video_url", ["video_url"] = new JsonObject { ["url"] = "data:video/mp4;base64,AAAA" } }),
        }),
    };

    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("vi-image-dropped", Pictures.Ask("What colour is this?", Pictures.Red), r => r.Status == 200 && r.Content != "red"),
        FaultProof.One("vi-order-lost", Pictures.Ask("Name the colours in order.", Pictures.Red, Pictures.Blue), r => r.Content == "blue, red"),
        FaultProof.Pair("vi-media-cache-collision", Pictures.Ask("What colour is this?", Pictures.Red), Pictures.Ask("What colour is this?", Pictures.Blue), (_, second) => second.Content == "red"),
        FaultProof.One("vi-exif-ignored", Pictures.Ask(Arrow, Pictures.Fixture("exif-6-arrow.jpg")), r => r.Content == "left"),
        FaultProof.One("vi-alpha-mangled", Pictures.Ask(Largest, Pictures.Fixture("alpha-rgba.png")), r => r.Content is { Length: 5 } word && !word.Equals("VAFUV", StringComparison.Ordinal)),
        FaultProof.One("vi-patch-seams", Pictures.Ask(Circles, Pictures.Fixture("circles-3.png")), r => r.Content == "6"),
        FaultProof.One("vi-text-model-500", Pictures.Ask("What is this?", Pictures.Red), r => r.Status == 500, "kimi-k2-0905"),
        FaultProof.One("vi-aspect-500", Pictures.Ask("What is this?", Pictures.Png(1093, 5, 9, 9, 9)), r => r.Status == 500),
        FaultProof.Pair("vi-silent-downscale", Pictures.Ask("What is this?", Pictures.Png(560, 560, 9, 9, 9)), Pictures.Ask("What is this?", Pictures.Png(1120, 560, 9, 9, 9)), (small, large) => small.PromptTokens == large.PromptTokens),
        FaultProof.One("vi-video-500", Video, r => r.Status == 500),
        FaultProof.One("vi-video-500", Video, r => r.Status == 500, "kimi-k2.6"),

        FaultProof.Pair("vi-video-dropped", Requests.Ask("What happens here?"), Video, (text, video) => video.Status == 200 && video.PromptTokens == text.PromptTokens, "kimi-k2.6"),
        FaultProof.Pair("vi-video-oversampled", Requests.Ask("What happens here?"), Video, (text, video) => video.PromptTokens > text.PromptTokens + 5000, "kimi-k2.6"),

        FaultProof.One("ml-proxy-loses-thinking", Probes.Weather, r => r.Calls.Count == 1 && r.Reasoning is null),
        FaultProof.One("ml-thinks-then-stops", Probes.AfterResult, r => r is { FinishReason: "stop", Content: "", Calls.Count: 0 } && r.Reasoning!.Length > 0),
        FaultProof.One("ml-collapse-at-turn-3", Probes.ThirdTurn("What is the weather in Rome?").WithWeather(), r => r.Calls.Count == 0 && r.Content!.Contains("<|tool_call_begin|>", StringComparison.Ordinal)),
        FaultProof.One("ml-echo-400", WithoutReasoning(), r => r.Status == 400),
        FaultProof.One("ml-malformed-history-fails", Requests.Chat(Requests.Message("user", "Weather?"), Requests.AssistantCall("x", "get_weather", "{\"city\":"), Requests.ToolResult("x", "clear")), r => r.Status == 500),
        FaultProof.One("ml-result-mixup", TwoResults(), r => !r.Content!.Contains("rainy", StringComparison.Ordinal)),
        FaultProof.One("ml-empty-on-large-context", Probes.Long(5000, "Reply with only the word OK."), r => r is { Status: 200, Content: "", Reasoning: null }),

        FaultProof.One("op-nonstream-504", Requests.Ask("Count from 1 to 900."), r => r.Status == 504 && r.MediaType == "text/html"),
        FaultProof.One("op-429-mislabelled", Probes.Ok, r => r.Status == 429 && !r.Headers.ContainsKey("Retry-After"), conditions: ":p=1"),
        FaultProof.One("op-model-substituted", Probes.Ok.With("model", "no-such-model"), r => r.Status == 200 && (string?)r.Json["model"] != "no-such-model"),
        new("op-healthy-but-hung", async e =>
        {
            await e.PostAsync("{\"model\":");
            return await Hangs(e, Probes.Ok, e.RequestAsync(HttpMethod.Get, "/models"));
        }),
        new("dk-speculative-grammar-hang", e => Hangs(e, Requests.Ask("Reply.").With("response_format", new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "a", ["schema"] = new JsonObject { ["type"] = "object" } } }), e.SendAsync(Probes.Ok))),
        FaultProof.One("op-idle-timeout-cut", Requests.Ask("Think hard: what is 17 * 23?").Streamed(), r => r is { FinishReason: null, Content: null or "" } && r.Reasoning!.Length > 0),
        FaultProof.One("op-total-timeout-cut", Requests.Ask("Count from 1 to 900.").Streamed(), r => r.FinishReason is null && r.Content!.Length > 0),
        new("op-sticky-bad-replica", async e =>
        {
            var answers = new List<string?>();
            for (var i = 0; i < 3; i++)
            {
                // A client of its own opens a connection of its own.
                await using var other = e.OverANewConnection();
                answers.Add((await other.SendAsync(Probes.Ok)).Content);
            }

            return answers.Distinct().Count() == 2;
        }),
        new("op-outage-500", async e => (await e.SendAsync(Probes.Ok)).Status == 500 && (await e.RequestAsync(HttpMethod.Get, "/models")).Status == 500),
    ];

    // Without a clock: a request hangs when a thousand others, sent one after the other after it, have been answered.
    private static async Task<bool> Hangs(Endpoint endpoint, JsonObject request, Task<Reply> other)
    {
        var sent = endpoint.SendAsync(request);
        await other;
        for (var i = 0; i < 1000 && !sent.IsCompleted; i++)
            await endpoint.RequestAsync(HttpMethod.Get, "/models");
        return !sent.IsCompleted;
    }

    private static JsonObject WithoutReasoning()
    {
        var request = (JsonObject)Probes.AfterResult.DeepClone();
        ((JsonObject)request["messages"]![1]!).Remove("reasoning_content");
        return request;
    }

    private static JsonObject TwoResults()
    {
        var call = Requests.AssistantCall("a", "get_weather", """{"city":"Oslo"}""");
        call["tool_calls"]!.AsArray().Add(Requests.AssistantCall("b", "get_weather", """{"city":"Rome"}""")["tool_calls"]![0]!.DeepClone());
        return Requests.Chat(Requests.Message("user", "What is the weather in Oslo and Rome?"), call, Requests.ToolResult("a", "clear"), Requests.ToolResult("b", "rainy")).WithWeather();
    }
}
