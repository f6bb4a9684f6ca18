using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>What probes build requests from.</summary>
/// <param name="context">Model, profile and settings.</param>
/// <param name="decoding">How answers are drawn.</param>
internal sealed class ProbeDesk(BenchmarkContext context, Decoding decoding)
{
    private const string Thought = "I look it up with the tool.";

    public ModelProfile Profile => context.Profile;

    public bool HasCountedIds => Profile.Tools.CallId.Rule == CallIdRule.ConversationCounter;

    /// <summary>A streamed request for one user turn with tools.</summary>
    public ChatRequest Ask(string text, params JsonNode?[] tools) => Ask([Probe.UserTurn(text)], tools);

    /// <summary>A streamed request for a conversation with tools.</summary>
    public ChatRequest Ask(JsonArray messages, params JsonNode?[] tools) => context.OwnRequest(messages, decoding).With("tools", new JsonArray([.. tools.Select(t => t?.DeepClone())]));

    /// <summary>The same request, answered whole.</summary>
    public static ChatRequest Whole(ChatRequest request) => request.Without("stream").Without("stream_options");

    /// <summary>What a reply with calls is held to.</summary>
    public CallContract Contract(int? maxCalls, params JsonNode?[] tools) => new(Profile, DeclaredTool.Of(new JsonArray([.. tools.Select(t => t?.DeepClone())])), Forced: false, maxCalls);

    /// <summary>A turn of the assistant that called, with its reasoning where the model thinks.</summary>
    public JsonObject Called(IEnumerable<(string Id, string Name, string Arguments)> calls, string? content = null, string? reasoning = null)
    {
        var turn = new JsonObject { ["role"] = "assistant", ["content"] = content ?? "" };
        if (decoding.Thinking == ThinkingMode.On && Profile.Thinking.ReasoningFields is [var field, ..])
            turn[field] = string.IsNullOrEmpty(reasoning) ? Thought : reasoning;
        turn["tool_calls"] = new JsonArray([.. calls.Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = c.Name, ["arguments"] = c.Arguments },
        })]);
        return turn;
    }

    public static JsonObject Result(string id, string text) => new() { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = text };
}

/// <summary>One try at a probe: sends, and keeps what came back.</summary>
/// <param name="desk">What requests are built from.</param>
/// <param name="context">The way to the endpoint.</param>
/// <param name="cancellationToken">Ends the try.</param>
internal sealed class ProbeTry(ProbeDesk desk, TrialContext context, CancellationToken cancellationToken)
{
    private readonly Lock _gate = new();
    private readonly List<Exchange> _exchanges = [];

    public ProbeDesk Desk => desk;

    /// <summary>Index of the try, from 0.</summary>
    public int Number => context.Epoch;

    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_gate)
                return [.. _exchanges];
        }
    }

    public async Task<Exchange> SendAsync(ChatRequest request, string step = "")
    {
        var exchange = await context.SendAsync(request, step, cancellationToken);
        lock (_gate)
            _exchanges.Add(exchange);
        return exchange;
    }
}
