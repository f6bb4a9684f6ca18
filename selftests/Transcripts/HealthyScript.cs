using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kvv.SelfTests.Transcripts;

/// <summary>Right answers to the few questions that the checks of these tests ask, written out by hand.</summary>
internal static partial class HealthyScript
{
    private const string Thought = "The question is short, so the answer can be short as well.";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Words, string Answer)[] Book =
    [
        ("17 × 23", "391"), ("1+1", "2"), ("90 - 48", "42"), ("How many pencils", "47"), ("legs has a spider", "8"), ("2^10 or 10^3", "1024"), ("3^5 or 5^3", "243"),
        ("the word OK", "OK"), ("Say hello", "Hello."),
    ];

    /// <summary>What a request wants to have repeated, or <see langword="null"/>.</summary>
    public static string? EchoOf(ScriptedRequest request) => Echo().Match(request.Asked) is { Success: true } echo ? echo.Groups[1].Value : null;

    public static Transcript Answer(ScriptedRequest request)
    {
        if (request.WantsCall)
            return Called(request);
        var text = EchoOf(request) is { } echo ? echo
            : Count().Match(request.Asked) is { Success: true } count ? string.Join('\n', Enumerable.Range(1, int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture)))
            : Book.FirstOrDefault(b => request.Asks(b.Words)).Answer ?? "It is sunny in the harbour.";
        // A number or a line break is a token; a word of plain text is one.
        var tokens = Token().Matches(text).Select(m => m.Value).ToList();
        var thoughts = request.Thinks ? Token().Matches(Thought).Select(m => m.Value).ToList() : [];
        var (cap, reason) = (request.Cap.Tokens ?? int.MaxValue, "stop");
        if (thoughts.Count + tokens.Count > cap)
            (thoughts, tokens, reason) = ([.. thoughts.Take(cap)], [.. tokens.Take(Math.Max(0, cap - thoughts.Count))], "length");
        var usage = Usage(request, thoughts.Count + tokens.Count, thoughts.Count);
        if (!request.Streams)
        {
            var message = new JsonObject { ["role"] = "assistant", ["content"] = string.Concat(tokens) };
            if (thoughts.Count > 0)
                message["reasoning_content"] = string.Concat(thoughts);
            return Whole(request, message, reason, usage);
        }

        var deltas = new List<JsonObject> { new() { ["role"] = "assistant", ["content"] = "" } };
        deltas.AddRange(thoughts.Select(t => new JsonObject { ["reasoning_content"] = t }));
        deltas.AddRange(tokens.Select(t => new JsonObject { ["content"] = t }));
        return Streamed(request, deltas, reason, usage);
    }

    private static Transcript Called(ScriptedRequest request)
    {
        var name = ToolName().Match(request.Asked) is { Success: true } asked ? asked.Groups[1].Value : "get_weather";
        var arguments = Given().Match(request.Asked) is { Success: true } given ? given.Groups[1].Value
            : City().Match(request.Asked) is { Success: true } city ? $$"""{"city":"{{city.Groups[1].Value}}"}"""
            : name == "get_weather" ? """{"city":"Beijing"}"""
            : name == "create_task" ? """{"title":"Paint the fence","priority":3,"owner":"Ada","urgent":true}"""
            : "{}";
        var earlier = request.Messages.Sum(m => (m["tool_calls"] as JsonArray)?.Count ?? 0);
        var (id, thought) = ($"functions.{name}:{earlier}", request.Thinks ? Thought : null);
        var tokens = Token().Count(arguments) + 4;
        var thoughts = request.Thinks ? Token().Count(Thought) : 0;
        var usage = Usage(request, tokens + thoughts, thoughts);
        var function = new JsonObject { ["name"] = name, ["arguments"] = arguments };
        if (!request.Streams)
        {
            var message = new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(new JsonObject { ["id"] = id, ["type"] = "function", ["function"] = function }) };
            if (thought is not null)
                message["reasoning_content"] = thought;
            return Whole(request, message, "tool_calls", usage);
        }

        var half = arguments.Length / 2;
        // Never between the halves of a pair.
        if (char.IsLowSurrogate(arguments[half]))
            half++;
        List<JsonObject> deltas = [new() { ["role"] = "assistant", ["content"] = "" }];
        if (thought is not null)
            deltas.AddRange(Token().Matches(thought).Select(t => new JsonObject { ["reasoning_content"] = t.Value }));
        deltas.Add(Piece(new JsonObject { ["index"] = 0, ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = "" } }));
        deltas.Add(Piece(new JsonObject { ["index"] = 0, ["function"] = new JsonObject { ["arguments"] = arguments[..half] } }));
        deltas.Add(Piece(new JsonObject { ["index"] = 0, ["function"] = new JsonObject { ["arguments"] = arguments[half..] } }));
        return Streamed(request, deltas, "tool_calls", usage);
    }

    private static JsonObject Piece(JsonObject call) => new() { ["tool_calls"] = new JsonArray(call) };

    private static JsonObject Usage(ScriptedRequest request, int completion, int reasoning) => new()
    {
        ["prompt_tokens"] = request.PromptTokens,
        ["completion_tokens"] = completion,
        ["total_tokens"] = request.PromptTokens + completion,
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning },
    };

    private static Transcript Whole(ScriptedRequest request, JsonObject message, string reason, JsonObject usage) => Transcript.Json(new JsonObject
    {
        ["id"] = "cmpl-5d1f",
        ["object"] = "chat.completion",
        ["created"] = 1769990000,
        ["model"] = request.Model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = reason }),
        ["usage"] = usage,
    }.ToJsonString(Plain));

    private static Transcript Streamed(ScriptedRequest request, List<JsonObject> deltas, string reason, JsonObject usage)
    {
        var text = new StringBuilder();
        foreach (var delta in deltas)
            Chunk(new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = null }), null);
        Chunk(new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = reason }), null);
        if (request.WantsUsage)
            Chunk([], usage);
        return Transcript.Events(text.Append("data: [DONE]").ToString());

        void Chunk(JsonArray choices, JsonObject? counts)
        {
            var chunk = new JsonObject { ["id"] = "cmpl-5d1f", ["object"] = "chat.completion.chunk", ["created"] = 1769990000, ["model"] = request.Model, ["choices"] = choices };
            if (counts is not null)
                chunk["usage"] = counts;
            text.Append("data: ").Append(chunk.ToJsonString(Plain)).Append("\n\n");
        }
    }

    [GeneratedRegex("without quotes or anything else: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Echo();

    [GeneratedRegex("Count from 1 to ([0-9]+)")]
    private static partial Regex Count();

    [GeneratedRegex("the tool ([A-Za-z0-9_-]+)")]
    private static partial Regex ToolName();

    [GeneratedRegex("copied as it is: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Given();

    [GeneratedRegex("weather in ([A-Z][a-z]+)")]
    private static partial Regex City();

    [GeneratedRegex(@"\s?[^\s]+|\s")]
    private static partial Regex Token();
}
