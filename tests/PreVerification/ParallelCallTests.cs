using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Several calls in one message, words beside a call, and the same call whole and streamed.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ParallelCallTests
{
    private const string TwoCities = "Use the tool get_weather to look up the weather in Beijing and in Paris. Make both calls at once, in one message.";

    // A model that calls one tool after the other is healthy too; it does so now and then, not three times in a row when asked not to.
    private const int Tries = 3;
    private const int PairsTried = 2;
    private const int Streams = 12;

    // TOOL-PAR-001: one message may hold several calls.
    [Requirement("TOOL-PAR-001")]
    public async Task OneMessageHoldsTwoCalls(Probe probe)
    {
        var answer = await TwoCalls(probe);
        answer.Must(answer.Choice.ToolCalls.Count >= 2, $"asked for two calls at once, one of {Tries} replies holds two");
    }

    // TOOL-PAR-002: each of several calls has an id of its own, its name, and arguments of its own, whole.
    [Requirement("TOOL-PAR-002")]
    public async Task EachCallIsWhole(Probe probe)
    {
        var answer = await TwoCalls(probe);
        var calls = answer.Choice.ToolCalls;
        if (calls.Count < 2)
            throw Probe.Undecided($"no reply of {Tries} held two calls");
        answer.Must(calls.Select(c => c.Id).Distinct().Count() == calls.Count && calls.All(c => !string.IsNullOrEmpty(c.Id)), "each call of a message has an id of its own", $"ids {string.Join(", ", calls.Select(c => c.Id ?? "(absent)"))}")
            .Must(calls.All(c => c.Name == "get_weather"), "each call names the declared tool get_weather", $"names {string.Join(", ", calls.Select(c => c.Name ?? "(absent)"))}");
        var cities = calls.Select(c => answer.WithArguments(c).Arguments.Text("city")).ToList();
        answer.Must(cities.All(c => c is not null) && cities.Distinct().Count() == cities.Count, "two calls for two cities ask for one each", $"cities {string.Join(", ", cities.Select(c => c ?? "(absent)"))}");
    }

    // TOOL-INDEX-001: in a stream, several calls are numbered from 0 and each keeps its number.
    [Requirement("TOOL-INDEX-001", Transfer = TransferAxis.Stream)]
    public async Task StreamedCallsAreNumbered(Probe probe)
    {
        var answer = await TwoCalls(probe);
        answer.MustNotShow(
                "streamed calls are numbered 0, 1, …, in every delta, and each keeps its number",
                AnomalyKinds.ToolCallIndexMissing,
                AnomalyKinds.ToolCallIndexNotInteger,
                AnomalyKinds.ToolCallIndexReused,
                AnomalyKinds.ToolCallIndexDrifts,
                AnomalyKinds.ToolCallIndexGap)
            .Must(
                answer.Choice.ToolCalls.All(c => !string.IsNullOrEmpty(c.Id) && !string.IsNullOrEmpty(c.Name)),
                "each number of a stream belongs to one call: its first delta brings id and name, later ones keep the number",
                $"calls {string.Join(", ", answer.Choice.ToolCalls.Take(4).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Index}: {c.Name ?? "(no name)"}({c.Arguments})")))} of {answer.Choice.ToolCalls.Count}")
            .Must(answer.Choice.ToolCalls.Select(c => c.Index).SequenceEqual(Enumerable.Range(0, answer.Choice.ToolCalls.Count).Select(i => (int?)i)), "streamed calls are numbered 0, 1, …");
    }

    // TOOL-LOAD-001: a dozen streams at once give a dozen whole calls. One model may answer in words; no reply speaks of a call and holds none.
    [Requirement("TOOL-LOAD-001", Transfer = TransferAxis.Stream)]
    public async Task StreamsSideBySideKeepTheirCalls(Probe probe)
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, Streams).Select(i => probe.Send(
            probe.AskWithWeather(string.Create(CultureInfo.InvariantCulture, $"Use the tool get_weather to look up the weather in Beijing. Ticket {i}."))).MustSucceed("one of twelve questions at once")));
        foreach (var answer in answers.Where(a => a.Choice.ToolCalls.Count > 0 || a.Choice.FinishReason == "tool_calls"))
            answer.MustCall("get_weather", "with twelve streams at once");
        var called = answers.Count(a => a.Choice.ToolCalls.Count > 0);
        answers[0].Must(called >= Streams - 1, "of twelve questions at once that need a tool, at least eleven get a call", string.Create(CultureInfo.InvariantCulture, $"{called} of {Streams} replies hold a call"));
    }

    // TOOL-PAR-003: parallel_tool_calls false leaves at most one call a message.
    [Requirement("TOOL-PAR-003")]
    public async Task ParallelCallsCanBeSwitchedOff(Probe probe)
    {
        var answer = await probe.Send(probe.AskWithWeather(TwoCities).With("parallel_tool_calls", false)).MustSucceed("parallel_tool_calls false");
        answer.Must(answer.Choice.ToolCalls.Count <= 1, "with parallel_tool_calls false, a message holds at most one call");
    }

    // TOOL-TEXT-001: words before a call reach the client, and so does the call. Not every reply has the words; of three, one does.
    [Requirement("TOOL-TEXT-001")]
    public async Task WordsBeforeACallArrive(Probe probe)
    {
        CalledTool called;
        var sent = 0;
        do
            called = await probe.Send(probe.AskWithWeather("First say OK-7F, then call the tool get_weather for Beijing.")).MustCall("get_weather", "asked for words and a call");
        while (++sent < Tries && !Says(called));
        called.Answer.Must(Says(called), "asked to say OK-7F and then to call, one of three replies holds both", $"content {ExchangeText.Quote(called.Answer.Choice.Content ?? "(absent)")} beside the call");

        static bool Says(CalledTool called) => called.Answer.Choice.Content?.Contains("OK-7F", StringComparison.Ordinal) == true;
    }

    // TOOL-TEXT-002: no piece of the call's own markup stands beside it as text. Streamed, because parsers of streams meet it in pieces.
    [Requirement("TOOL-TEXT-002", Transfer = TransferAxis.Stream)]
    public async Task NoPieceOfTheMarkupIsText(Probe probe)
    {
        var answer = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather)).MustSucceed("a question that needs a tool");
        if (answer.Choice.ToolCalls.Count == 0)
            throw Probe.Undecided("the model called no tool (TOOL-AUTO-001 judges that)");
        var text = (answer.Choice.Content ?? "").Trim();
        // What stands between the markers of a call section: the head of an id, or a part of a marker.
        var markup = answer.Choice.ToolCalls.Select(c => c.Id ?? "").Concat(probe.Profile.ChatFormat.ControlStrings);
        answer.Must(text.Length < 4 || !markup.Any(m => m.Contains(text, StringComparison.Ordinal)), "the text beside a call is no piece of the call's own markup", $"content {ExchangeText.Quote(text)} beside the call {answer.Choice.ToolCalls[0].Id}");
    }

    // TOOL-MODES-001: a request that gives a call whole gives it streamed, and both end alike. One reply may go its own way; two pairs in a row do not.
    // With thinking on, where parsers lose calls that the model begins before it has closed its thinking.
    [Requirement("TOOL-MODES-001", Transfer = TransferAxis.Whole, Thinking = ThinkingAxis.On)]
    public async Task WholeAndStreamAgree(Probe probe)
    {
        var request = probe.AskWithWeather(SampleTools.AskWeather);
        Answer whole, stream;
        var sent = 0;
        do
        {
            whole = await probe.Send(request).MustSucceed("a question that needs a tool");
            stream = await probe.Send(request.With("stream", true).With("stream_options", new JsonObject { ["include_usage"] = true })).MustSucceed("the same, streamed");
        }
        while (++sent < PairsTried && Shape(whole) != Shape(stream));
        whole.Must(Shape(whole) == Shape(stream), $"a question that needs a tool gives the same kind of reply whole and streamed, in one pair of {PairsTried}", $"whole {Shape(whole)}; streamed {Shape(stream)}");
    }

    private static string Shape(Answer answer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(answer.Choice.ToolCalls.Count == 0 ? "no call" : $"calls {string.Join(", ", answer.Choice.ToolCalls.Select(c => c.Name).Distinct())}")}, finish_reason {answer.Choice.FinishReason ?? "(absent)"}");

    private static async Task<Answer> TwoCalls(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Parallel, "several calls in one message");
        Answer answer;
        var sent = 0;
        do
            answer = await probe.Send(probe.AskWithWeather(TwoCities)).MustSucceed("a request for two calls");
        while (++sent < Tries && answer.Choice.ToolCalls.Count < 2);
        return answer;
    }
}
