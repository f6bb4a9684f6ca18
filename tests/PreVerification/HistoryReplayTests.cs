using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>What the endpoint says can be sent back to it: clients append its message to the conversation as it came.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class HistoryReplayTests
{
    // REPLAY-OWN-001: the endpoint's own message, sent back unchanged, is accepted.
    [Requirement("REPLAY-OWN-001", Thinking = ThinkingAxis.Both)]
    public async Task OwnMessageIsAccepted(Probe probe)
    {
        var first = History.User("Name one planet. Reply with only its name.");
        var answer = await probe.Send(probe.Request([first], 4096)).MustSucceed("a question");
        await probe.Send(probe.Request([first.DeepClone(), Own(answer), History.User("Name another one.")], 64))
            .MustSucceed("a conversation that holds the endpoint's own message unchanged");
    }

    // REPLAY-OWN-002: the endpoint's own tool call, sent back unchanged with its result, is accepted and answered.
    [Requirement("REPLAY-OWN-002", Thinking = ThinkingAxis.Both)]
    public async Task OwnCallIsAccepted(Probe probe)
    {
        var first = History.User("What does the north meter show? Use read_meter.");
        var answer = await probe.Send(probe.Request([first], 4096).WithMeter()).MustSucceed("a question that needs a tool");
        if (answer.Choice.ToolCalls.Count == 0)
            throw Probe.Undecided("the model called no tool (TOOL-AUTO-001 judges that)");
        var results = answer.Choice.ToolCalls.Select(c => (JsonNode)History.Result(c.Id ?? "", "5417 kWh"));
        await probe.Send(probe.Request([first.DeepClone(), Own(answer), .. results], 64).WithMeter())
            .MustSucceed("a tool loop that holds the endpoint's own call unchanged");
    }

    // REPLAY-NULLS-001: the null and empty members that client libraries add to an assistant message are accepted.
    [Requirement("REPLAY-NULLS-001")]
    public Task ClientLibraryMembersAreAccepted(Probe probe)
    {
        var message = History.Assistant("Mars.");
        message["refusal"] = null;
        message["annotations"] = new JsonArray();
        return probe.Send(probe.Request([History.User("Name one planet."), message, History.User(ProbeContext.PlainPrompt)], 32))
            .MustSucceed("an assistant message with refusal null and annotations []");
    }

    // REPLAY-REASON-001: reasoning in an earlier answer is accepted, whatever the thinking switch says.
    [Requirement("REPLAY-REASON-001", Thinking = ThinkingAxis.Both)]
    public Task ReasoningInHistoryIsAccepted(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.ReasoningFields.Count > 0, "reasoning");
        var message = History.Assistant("Mars.");
        message[History.Field(probe)] = "Mars is a planet everyone knows.";
        return probe.Send(probe.Request([History.User("Name one planet."), message, History.User("Name another one.")], 64))
            .MustSucceed($"an earlier answer with {History.Field(probe)}");
    }

    /// <summary>The assistant message as it came: of a whole reply the very JSON, of a stream what its deltas add up to.</summary>
    private static JsonNode Own(Answer answer)
    {
        if (!answer.Exchange.Request.IsStreamed)
            return JsonNode.Parse(answer.Exchange.Body.Span)!["choices"]![0]!["message"]!.DeepClone();
        var choice = answer.Choice;
        var message = new JsonObject { ["role"] = "assistant", ["content"] = choice.Content };
        if (choice.ReasoningField is { } field)
            message[field] = choice.Reasoning;
        if (choice.ToolCalls.Count > 0)
            message["tool_calls"] = new JsonArray([.. choice.ToolCalls.Select(Call)]);
        return message;
    }

    private static JsonNode Call(ToolCall call) => new JsonObject
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
    };
}
