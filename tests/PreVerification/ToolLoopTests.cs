using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A tool loop goes on calling: after several turns, and on ids that came from elsewhere.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolLoopTests
{
    // LOOP-DEEP-001: in the fifth turn of a tool loop, calls are still calls.
    [Requirement("LOOP-DEEP-001", Thinking = ThinkingAxis.Both, Transfer = TransferAxis.Stream)]
    public Task FifthTurnStillCalls(Probe probe) => GoesOn(probe, "the fifth turn of a tool loop", 4, History.Id);

    // LOOP-FOREIGN-001: after turns whose ids another endpoint gave out, calls are still calls.
    [Requirement("LOOP-FOREIGN-001", Thinking = ThinkingAxis.Both, Transfer = TransferAxis.Stream)]
    public Task ForeignIdsDoNotEndTheLoop(Probe probe) =>
        GoesOn(probe, "a tool loop with foreign call ids", 2, i => string.Create(CultureInfo.InvariantCulture, $"call_{(i + 1) * 7919}"));

    private static async Task GoesOn(Probe probe, string what, int turns, Func<int, string> id)
    {
        var missed = new List<string>();
        for (var sample = 1; sample <= 2; sample++)
        {
            var messages = new JsonArray();
            for (var i = 0; i < turns; i++)
            {
                messages.Add(History.User(string.Create(CultureInfo.InvariantCulture, $"It is {i + 6} o'clock. What does the north meter show? Use read_meter.")));
                messages.Add(History.Call(probe, id(i)));
                messages.Add(History.Result(id(i), string.Create(CultureInfo.InvariantCulture, $"{5400 + i} kWh")));
                messages.Add(History.Assistant(string.Create(CultureInfo.InvariantCulture, $"The north meter shows {5400 + i} kWh.")));
            }

            messages.Add(History.User(string.Create(CultureInfo.InvariantCulture, $"It is {turns + 5 + sample} o'clock. What does the north meter show now? Use read_meter.")));
            var choice = (await probe.Send(probe.Request(messages, 4096).WithMeter()).MustSucceed(what)).Choice;
            if (choice.ToolCalls.Count > 0)
                return;
            missed.Add($"content {Results.ExchangeText.Quote(choice.Content ?? "")}, finish_reason {choice.FinishReason ?? "(absent)"}");
        }

        // A model may answer from what it has read before; twice without a call is a loop that has broken down.
        probe.Must(false, $"in {what}, at least one of two requests to read the meter brings a call in tool_calls", string.Join("; ", missed));
    }
}
