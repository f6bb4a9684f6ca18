using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Tool results reach the model whole, in every form a client may send them, and the model goes on from them.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolResultTests
{
    // RESULT-USED-001: after a tool result comes an answer that uses it.
    [Requirement("RESULT-USED-001", Thinking = ThinkingAxis.Both)]
    public async Task ResultIsUsed(Probe probe)
    {
        string[] readings = ["5417", "8093"];
        var missed = new List<string>();
        foreach (var reading in readings)
        {
            var messages = History.ToolTurn(probe, History.Call(probe, History.Id(0)), History.Result(History.Id(0), $"The north meter shows {reading} kWh."));
            var choice = (await probe.Send(probe.Request(messages, 2048).WithMeter()).MustSucceed("a tool turn with its result")).Choice;
            if (Digits(choice.Content).Contains(reading, StringComparison.Ordinal))
                return;
            missed.Add($"{reading} kWh got {(choice.ToolCalls.Count > 0 ? "another call" : Results.ExchangeText.Quote(choice.Content ?? ""))}, finish_reason {choice.FinishReason ?? "(absent)"}");
        }

        // One answer that leaves the figure out, or asks again, is the model's way; twice is a result that does not arrive.
        probe.Must(false, "after a tool result, at least one of two answers states the figure in it", string.Join("; ", missed));
    }

    // RESULT-PARTS-001: a tool result may come as text parts.
    [Requirement("RESULT-PARTS-001")]
    public async Task PartsAreAccepted(Probe probe)
    {
        var result = History.Result(History.Id(0), "");
        result["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "The gauge reading is 3926." });
        await Recalled(probe, result, "a tool result as text parts", "What is the gauge reading in that result?", "3926");
    }

    // RESULT-PARTS-002: a tool result costs the same as text and as one part.
    [Requirement("RESULT-PARTS-002", Transfer = TransferAxis.Whole)]
    public async Task PartsAreTheSameAsText(Probe probe)
    {
        Task<long> Count(JsonNode content)
        {
            var result = History.Result(History.Id(0), "");
            result["content"] = content;
            return probe.PromptTokens(probe.Request(History.ToolTurn(probe, History.Call(probe, History.Id(0)), result)).WithMeter(), "a tool result");
        }

        var text = await Count("The gauge reading is 3926.");
        var part = await Count(new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "The gauge reading is 3926." }));
        probe.Must(text == part, "a tool result costs the same prompt_tokens as text and as one text part", string.Create(CultureInfo.InvariantCulture, $"{text} as text, {part} as a part"));
    }

    // RESULT-EMPTY-001: a tool may return nothing.
    [Requirement("RESULT-EMPTY-001")]
    public Task EmptyResultIsAccepted(Probe probe) =>
        probe.Send(probe.Request(History.ToolTurn(probe, History.Call(probe, History.Id(0)), History.Result(History.Id(0), "")), 64).WithMeter()).MustSucceed("an empty tool result");

    // RESULT-OBJECT-001: a result that is a JSON object instead of text is the client's mistake: never a server error.
    [Requirement("RESULT-OBJECT-001")]
    public async Task ObjectBreaksNothing(Probe probe)
    {
        var result = History.Result(History.Id(0), "");
        result["content"] = new JsonObject { ["kwh"] = 3926 };
        await probe.Send(probe.Request(History.ToolTurn(probe, History.Call(probe, History.Id(0)), result), 64).WithMeter()).MustBeServedOrRefused("a tool result whose content is a JSON object");
    }

    // RESULT-LONG-001: a very long result is read to its end.
    [Requirement("RESULT-LONG-001", Transfer = TransferAxis.Whole)]
    public async Task LongResultIsReadToItsEnd(Probe probe)
    {
        var log = new StringBuilder("The opening figure is 7351.\n");
        for (var i = 1; i <= 200; i++)
            log.Append(CultureInfo.InvariantCulture, $"Line {i} of the log holds nothing new.\n");
        log.Append("The gauge reading is 3926.");
        await Recalled(probe, History.Result(History.Id(0), log.ToString()), "a tool result of 8,000 characters", "What are the opening figure and the gauge reading in that result?", "7351", "3926");
    }

    // RESULT-PAIR-001: the results of parallel calls are matched to their calls by id, in whatever order they come.
    [Requirement("RESULT-PAIR-001")]
    public async Task ResultsAreMatchedById(Probe probe)
    {
        var calls = History.Calls(probe, (History.Id(0), """{"meter":"north"}"""), (History.Id(1), """{"meter":"south"}"""));
        JsonArray messages =
        [
            History.User("What do the north meter and the south meter show? State both figures, north first."), calls,
            History.Result(History.Id(1), "8093 kWh"), History.Result(History.Id(0), "5417 kWh"),
        ];
        var answer = await probe.Send(probe.Request(messages).WithMeter()).MustSucceed("two tool results in reverse order");
        if (answer.Choice.ToolCalls.Count > 0)
            throw Probe.Undecided("the model reads the meters again");
        var said = Digits(answer.Choice.Content);
        var (north, south) = (said.IndexOf("5417", StringComparison.Ordinal), said.IndexOf("8093", StringComparison.Ordinal));
        answer.Must(north >= 0 && south >= 0, "two tool results in reverse order are both in the answer")
            .Must(north < south, "two tool results in reverse order are matched to their calls: north 5417, south 8093");
    }

    /// <summary>Digits may be grouped: 5,417 is 5417.</summary>
    private static string Digits(string? text) => (text ?? "").Replace(",", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal);

    private static Task<Answer> Recalled(Probe probe, JsonObject result, string what, string question, params string[] figures)
    {
        JsonArray messages =
        [
            .. History.ToolTurn(probe, History.Call(probe, History.Id(0)), result).Select(m => m!.DeepClone()),
            History.Assistant("I have looked."),
            History.User($"{question} Reply with nothing but figures."),
        ];
        return probe.Send(probe.Request(messages).WithMeter()).MustSucceed(what)
            .Must(a => figures.All(f => Digits(a.Choice.Content).Contains(f, StringComparison.Ordinal)), $"{what} is read whole: {string.Join(" and ", figures)} in it are known to the answer");
    }
}
