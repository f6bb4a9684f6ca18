using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The ids of tool calls: of the form that the model's chat format expects back, and unique in the conversation.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolCallIdTests
{
    private static readonly string[] Cities = ["Beijing", "Paris", "Nairobi"];

    // TOOL-ID-001: tool-call ids have the form that the model's chat format expects back.
    [Requirement("TOOL-ID-001", Thinking = ThinkingAxis.Both)]
    public Task CallIdsHaveTheModelsForm(Probe probe) => HasTheModelsForm(probe, "auto");

    // TOOL-ID-002: so have the ids of forced calls, which engines often make on another path.
    [Requirement("TOOL-ID-002")]
    public Task ForcedCallIdsHaveTheModelsForm(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Contains(ToolChoice.Required), "tool_choice required in this mode");
        return HasTheModelsForm(probe, "required");
    }

    // TOOL-ID-003: over three turns that send the endpoint's own calls back, no id comes twice.
    [Requirement("TOOL-ID-003")]
    public async Task IdsAreUniqueInTheConversation(Probe probe)
    {
        var messages = new JsonArray();
        var ids = new List<string>();
        foreach (var city in Cities)
        {
            messages.Add(Probe.UserTurn($"Use the tool get_weather to look up the weather in {city}."));
            var answer = await probe.Send(probe.Request(messages, 4096).WithTools(SampleTools.Weather()));
            await WeatherCall(answer, string.Create(CultureInfo.InvariantCulture, $"turn {ids.Count + 1} of a conversation (LOOP-DEEP-001 judges that)"));
            messages.Add(probe.Replayed(answer.Choice));
            foreach (var call in answer.Choice.ToolCalls)
            {
                answer.Must(!string.IsNullOrEmpty(call.Id), "every call has an id")
                    .Must(!ids.Contains(call.Id!), "no tool-call id comes twice in a conversation", $"the id \"{call.Id}\" again, after {string.Join(", ", ids)}");
                ids.Add(call.Id!);
                messages.Add(SampleTools.Result(call.Id!, """{"sky":"clear","temperature":23}"""));
            }
        }
    }

    // TOOL-ID-004: the counter in the id runs over the whole conversation. The model writes it itself, so one slip is no fault of the endpoint.
    [Requirement("TOOL-ID-004")]
    public async Task CounterGoesOn(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.CallId.Rule == CallIdRule.ConversationCounter, "counter in tool-call ids");
        var answer = await probe.Send(SecondTurn(probe, probe.PastId("get_weather", 0)));
        var id = (await WeatherCall(answer, "the second turn of a conversation (LOOP-DEEP-001 judges that)")).Id ?? "";
        answer.Must(id.EndsWith(":1", StringComparison.Ordinal), "the second call of a conversation has the number 1 in its id", $"id \"{id}\" after {probe.PastId("get_weather", 0)}");
    }

    // TOOL-ID-005: a history with ids of another vendor's form does not spoil the next call.
    [Requirement("TOOL-ID-005")]
    public Task ForeignIdsInHistoryAreTaken(Probe probe) =>
        probe.Send(SecondTurn(probe, "call_8f3ac21e")).MustCall("get_weather", "after a history with the tool-call id call_8f3ac21e");

    private static ChatRequest SecondTurn(Probe probe, string firstId) => probe.Request(
        [
            Probe.UserTurn(SampleTools.AskWeather),
            probe.PastCall(firstId, "get_weather", """{"city":"Beijing"}"""),
            SampleTools.Result(firstId, """{"sky":"clear","temperature":23}"""),
            Probe.UserTurn("Now use the tool get_weather to look up the weather in Paris."),
        ],
        4096).WithTools(SampleTools.Weather());

    private static async Task HasTheModelsForm(Probe probe, string choice)
    {
        var pattern = probe.Profile.Tools.CallId.Pattern;
        probe.Requires(pattern is not null, "form of tool-call ids");
        var answer = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", choice));
        var id = (await WeatherCall(answer, choice == "auto" ? "tool_choice auto (TOOL-AUTO-001 judges that)" : "tool_choice required (TOOL-REQ-001 judges that)")).Id ?? "";
        answer.Must(Regex.IsMatch(id, pattern!, RegexOptions.NonBacktracking), $"the tool-call id matches {pattern}", $"id \"{id}\"");
    }

    /// <summary>The call whose id is to be judged. Without a call there is no id: that is for others to judge, not for the rules of ids.</summary>
    private static async Task<ToolCall> WeatherCall(Answer answer, string occasion)
    {
        if (answer.Exchange.Outcome == ExchangeOutcome.Infrastructure)
            await answer.MustSucceed();
        return answer.Exchange.Reply?.First?.ToolCalls.FirstOrDefault(c => c.Name == "get_weather")
            ?? throw Probe.Undecided($"no call of get_weather came with {occasion}, so there is no id to judge");
    }
}
