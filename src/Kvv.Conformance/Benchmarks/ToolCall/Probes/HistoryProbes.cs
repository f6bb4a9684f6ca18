using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>Call ids over several turns: the endpoint's own, and those of another endpoint.</summary>
internal static class HistoryProbes
{
    private const int Turns = 4;
    private const string ForeignId = "call_9d1f0a7b6c2e4f58";

    private static readonly string[] Cities = ["Oslo", "Rome", "Lima", "Prague"];

    /// <summary>Four turns with the endpoint's own ids.</summary>
    public static ToolProbe OwnIds { get; } = new()
    {
        Id = "own-ids-over-turns",
        Title = "Over four turns with the endpoint's own ids every call is a call, and no id appears twice; counted ids count on.",
        Tries = 2,
        Needed = 1,
        AllowedWrong = 1,
        First = (desk, _) => desk.Ask(Question(0), ProbeTools.Weather),
        Play = async attempt =>
        {
            var messages = new JsonArray();
            var ids = new List<string>();
            var form = new List<CallFlaw>();
            for (var turn = 0; turn < Turns; turn++)
            {
                messages.Add(Probe.UserTurn(Question(turn)));
                var exchange = await attempt.SendAsync(attempt.Desk.Ask((JsonArray)messages.DeepClone(), ProbeTools.Weather), string.Create(CultureInfo.InvariantCulture, $"turn-{turn + 1}"));
                if (exchange.Outcome == ExchangeOutcome.Infrastructure)
                    return ProbeVerdict.Open("no answer");
                var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, ProbeTools.Weather));
                // The form of an id is told at the end: an id of another form may repeat as well.
                var grave = flaws.Where(f => f.Rule != CallFlaw.Id).ToList();
                if (grave.Count > 0 || exchange.Reply?.First is not { ToolCalls: [{ Id.Length: > 0 } call, ..] } choice)
                    return Broken(turn, grave.Count > 0 ? grave : flaws);
                if (ids.Contains(call.Id))
                    return ProbeVerdict.Wrong($"the id {call.Id} appears in a second turn", "tc-id-repeats-across-turns", "ml-result-mixup");
                form.AddRange(flaws);
                ids.Add(call.Id!);
                messages.Add(attempt.Desk.Called([(call.Id!, call.Name!, call.Arguments!)], choice.Content, choice.Reasoning));
                messages.Add(ProbeDesk.Result(call.Id!, $"{{\"degrees\":{turn + 3}}}"));
            }

            if (form.Count > 0)
                return ProbeVerdict.Wrong(form);
            var counted = ids.Select((_, i) => ConversationMessages.PastId(attempt.Desk.Profile, "get_weather", i));
            return !attempt.Desk.HasCountedIds || ids.SequenceEqual(counted)
                ? ProbeVerdict.Right($"ids {string.Join(", ", ids)}")
                : ProbeVerdict.Wrong($"the ids are {string.Join(", ", ids)}; counted over the conversation they are {string.Join(", ", counted)}", "tc-id-repeats-across-turns");
        },
    };

    /// <summary>A foreign id in history.</summary>
    public static ToolProbe ForeignIds { get; } = new()
    {
        Id = "foreign-ids",
        Title = "After a turn whose call id another endpoint gave out, the next call is a call.",
        Tries = 3,
        Needed = 2,
        AllowedWrong = 1,
        First = (desk, _) => After(desk, ForeignId),
        Play = async attempt =>
        {
            var flaws = CallReview.Flaws(await attempt.SendAsync(After(attempt.Desk, ForeignId)), attempt.Desk.Contract(1, ProbeTools.Weather));
            return flaws.Count == 0 ? ProbeVerdict.Right("the next call is a call") : ProbeVerdict.Wrong(flaws, "tt-history-ids-verbatim", "tc-id-unparsed-variant");
        },
    };

    /// <summary>How a foreign id is written into the prompt.</summary>
    public static ToolProbe ForeignIdSpelling { get; } = new()
    {
        Id = "foreign-id-spelling",
        IsRecommendation = true,
        Title = "Where the model counts ids, the spelling of a past id does not change the prompt: the maker's service writes its own in its place.",
        Tries = 1,
        Needed = 1,
        AllowedWrong = 0,
        First = (desk, _) => After(desk, ForeignId),
        Play = async attempt =>
        {
            var foreign = await attempt.SendAsync(After(attempt.Desk, ForeignId), "foreign");
            if (!attempt.Desk.HasCountedIds)
                return ProbeVerdict.Right("the model does not count ids");
            var own = await attempt.SendAsync(After(attempt.Desk, ConversationMessages.PastId(attempt.Desk.Profile, "get_weather", 0)), "canonical");
            var (a, b) = (foreign.Reply?.Usage?.PromptTokens, own.Reply?.Usage?.PromptTokens);
            return a is null || b is null ? ProbeVerdict.Open("no prompt tokens are reported")
                : a == b ? ProbeVerdict.Right("the prompt is the same")
                : ProbeVerdict.Wrong(string.Create(CultureInfo.InvariantCulture, $"the prompt has {a} tokens with a foreign id and {b} with the model's own: past ids are printed as they came"), "tt-history-ids-verbatim");
        },
    };

    private static string Question(int turn) => $"Use the tool get_weather to look up the weather in {Cities[turn]}.";

    private static ProbeVerdict Broken(int turn, IReadOnlyList<CallFlaw> flaws)
    {
        string[] own = turn == 0 ? [] : turn < 2 ? ["tc-id-unparsed-variant"] : ["ml-collapse-at-turn-3", "tc-id-unparsed-variant"];
        var verdict = ProbeVerdict.Wrong(flaws, own);
        return verdict with { Sentence = string.Create(CultureInfo.InvariantCulture, $"turn {turn + 1}: {verdict.Sentence}") };
    }

    private static ChatRequest After(ProbeDesk desk, string id) => desk.Ask(
        [
            Probe.UserTurn(Question(0)),
            desk.Called([(id, "get_weather", "{\"city\":\"Oslo\"}")]),
            ProbeDesk.Result(id, "{\"degrees\":4}"),
            Probe.UserTurn(Question(1)),
        ],
        ProbeTools.Weather);
}
