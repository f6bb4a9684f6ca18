using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Wire;

namespace Kvv.SelfTests.Agents;

/// <summary>An endpoint that gives prepared replies, one a request, and keeps what it was sent.</summary>
internal sealed class ScriptedModel(params Func<int, Exchange>[] replies)
{
    public List<JsonObject> Requests { get; } = [];

    public Task<Exchange> SendAsync(ChatRequest request, string step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add((JsonObject)JsonNode.Parse(request.ToString())!);
        var index = Math.Min(Requests.Count, replies.Length) - 1;
        return Task.FromResult(replies[index](Requests.Count));
    }

    public JsonArray Messages(int request) => (JsonArray)Requests[request]["messages"]!;

    public static Func<int, Exchange> Says(string content, string? reasoning = null) => _ => Answered(new ReplyChoice { Content = content, Reasoning = reasoning, ReasoningField = reasoning is null ? null : "reasoning_content", FinishReason = "stop" });

    public static Func<int, Exchange> Replies(ReplyChoice choice) => _ => Answered(choice);

    public static Func<int, Exchange> Calls(params (string? Id, string Name, string Arguments)[] calls) => _ => Answered(new ReplyChoice
    {
        Content = "",
        Reasoning = "I use a tool.",
        ReasoningField = "reasoning_content",
        FinishReason = "tool_calls",
        ToolCalls = [.. calls.Select(c => new ToolCall { Id = c.Id, Name = c.Name, Arguments = c.Arguments })],
    });

    public static Func<int, Exchange> Ends(ExchangeOutcome outcome, int status, string? error = null) => _ => Plain(outcome, status) with
    {
        Error = error is null ? null : new ApiError(error, null, null, null),
        Failure = outcome == ExchangeOutcome.Infrastructure ? "connection refused" : null,
    };

    private static Exchange Answered(ReplyChoice choice) => Plain(ExchangeOutcome.Answered, 200) with
    {
        Reply = new ChatReply { Choices = [choice], Usage = new Usage { PromptTokens = 100, CompletionTokens = 50 } },
    };

    private static Exchange Plain(ExchangeOutcome outcome, int status) => new()
    {
        Request = ChatRequest.Empty,
        Url = "http://127.0.0.1/v1/chat/completions",
        Attempts = [],
        Outcome = outcome,
        Status = status,
        Timing = new ExchangeTiming { StartedAt = DateTimeOffset.UnixEpoch },
    };
}

/// <summary>A world with a counter: <c>add</c> changes it, <c>read</c> shows it, <c>submit</c> hands in.</summary>
internal sealed class CounterWorld(bool replays = true, params string[] user) : IAgentEnvironment
{
    public int Value { get; set; }

    public List<string> Calls { get; } = [];

    public Func<int, Task>? OnCall { get; init; }

    public bool Replays => replays;

    public IReadOnlyList<AgentTool> Tools { get; } =
    [
        new("add", "Adds to the counter.", (JsonObject)JsonNode.Parse("""{"type":"object","properties":{"by":{"type":"integer"}},"required":["by"],"additionalProperties":false}""")!),
        new("read", "Shows the counter.", (JsonObject)JsonNode.Parse("""{"type":"object","properties":{}}""")!),
        new("submit", "Hands in.", (JsonObject)JsonNode.Parse("""{"type":"object","properties":{}}""")!),
    ];

    public async Task<ToolResult> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        Calls.Add($"{tool} {arguments.ToJsonString()}");
        if (OnCall is { } act)
            await act(Calls.Count);
        switch (tool)
        {
            case "add":
                Value += (int)arguments["by"]!;
                return new($"now {Value}");
            case "submit":
                return new("done", EndsEpisode: true);
            case "bash":
                return new($"ran {arguments["command"]}");
            default:
                return new($"it is {Value}");
        }
    }

    public string? UserTurn(IReadOnlyList<AgentStep> steps) => user.Concat([null!]).ElementAtOrDefault(steps.Count(s => s.User is not null));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
