using System.Globalization;
using System.Text.RegularExpressions;
using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>What streams do with the words around a call and with its arguments.</summary>
internal static partial class StreamProbes
{
    /// <summary>
    /// Words before a call. Whether a model says them is its own affair; that a stream lacks what the whole reply has, time after time, is
    /// the parser's (vllm#38353, vllm#41182). Where one reply in two has the words, five such pairs in six come by chance in 5 of 1,000 runs.
    /// </summary>
    public static ToolProbe WordsBeforeCall { get; } = new()
    {
        Id = "words-before-call",
        Title = "Words before a call that the whole reply has are in the stream as well, and so is the call.",
        Tries = 6,
        Needed = 0,
        AllowedWrong = 4,
        First = (desk, _) => ProbeDesk.Whole(desk.Ask(SayAndCall, ProbeTools.Weather)),
        Play = async attempt =>
        {
            var request = attempt.Desk.Ask(SayAndCall, ProbeTools.Weather);
            var whole = await attempt.SendAsync(ProbeDesk.Whole(request), "whole");
            var stream = await attempt.SendAsync(request, "stream");
            if (!Says(whole) || CallReview.Flaws(whole, attempt.Desk.Contract(1, ProbeTools.Weather)).Count > 0)
                return ProbeVerdict.Open("the whole reply does not hold both words and call: nothing to compare");
            var flaws = CallReview.Flaws(stream, attempt.Desk.Contract(1, ProbeTools.Weather));
            return flaws.Count > 0 ? ProbeVerdict.Wrong(flaws, Says(stream) ? "tc-text-before-call-lost" : "tc-swallowed-unclosed-think")
                : Says(stream) ? ProbeVerdict.Right("words and call, whole and streamed")
                : ProbeVerdict.Wrong("the whole reply has words and call, the stream the call alone", "tc-text-before-call-lost");
        },
    };

    /// <summary>No stray text of the call section in a stream.</summary>
    public static ToolProbe StrayText { get; } = new()
    {
        Id = "stray-text",
        Title = "A stream shows no text around a call that the whole reply does not have.",
        Tries = 4,
        Needed = 0,
        AllowedWrong = 1,
        First = (desk, _) => ProbeDesk.Whole(desk.Ask(LookUp, ProbeTools.Weather)),
        Play = async attempt =>
        {
            var request = attempt.Desk.Ask(LookUp, ProbeTools.Weather);
            var whole = await attempt.SendAsync(ProbeDesk.Whole(request), "whole");
            var stream = await attempt.SendAsync(request, "stream");
            var (before, seen) = (whole.Reply?.First?.Content ?? "", stream.Reply?.First?.Content ?? "");
            if (stream.Reply?.First is not { ToolCalls.Count: > 0 } || whole.Reply?.First is not { ToolCalls.Count: > 0 } || !string.IsNullOrWhiteSpace(before))
                return ProbeVerdict.Open("nothing to compare");
            return string.IsNullOrWhiteSpace(seen) ? ProbeVerdict.Right("no text beside the call, whole and streamed")
                : Fragment().IsMatch(seen.Trim()) ? ProbeVerdict.Wrong($"the stream shows {ExchangeText.Quote(seen)} beside the call, the whole reply nothing", "tc-section-text-leak")
                : ProbeVerdict.Open("the model says something of its own in the stream");
        },
    };

    /// <summary>Arguments are streamed.</summary>
    public static ToolProbe StreamedArguments { get; } = new()
    {
        Id = "streamed-arguments",
        IsRecommendation = true,
        Title = "Arguments of 2 KB come in pieces, not at once after a long silence.",
        Tries = 3,
        Needed = 1,
        AllowedWrong = 2,
        First = (desk, number) => desk.Ask(SaveText(number), ProbeTools.Text),
        Play = async attempt =>
        {
            var exchange = await attempt.SendAsync(attempt.Desk.Ask(SaveText(attempt.Number), ProbeTools.Text));
            var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, ProbeTools.Text));
            if (flaws.Count > 0)
                return ProbeVerdict.Wrong(flaws, "tc-args-not-streamed");
            var pieces = CallDeltas.Of(exchange).Select(d => d.Arguments?.Length ?? 0).Where(l => l > 0).ToList();
            var total = pieces.Sum();
            if (total < 500)
                return ProbeVerdict.Open("the model saved a shorter text");
            var sentence = string.Create(CultureInfo.InvariantCulture, $"{total} characters in {pieces.Count} deltas, the largest of {pieces.Max()}");
            return pieces.Count >= 3 && pieces.Max() * 5 <= total * 4 ? ProbeVerdict.Right(sentence) : ProbeVerdict.Wrong(sentence, "tc-args-not-streamed");
        },
    };

    private const string SayAndCall = "First say OK-7F, then call the tool get_weather for Beijing.";

    private static bool Says(Exchange exchange) => exchange.Reply?.First?.Content?.Contains("OK-7F", StringComparison.Ordinal) == true;

    private const string LookUp = "Use the tool get_weather to look up the weather in Oslo.";

    private static string SaveText(int number)
    {
        var lines = Enumerable.Range(1, 32).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:00} the lighthouse keeper counted {(i + number) * 211 % 997} passing ships"));
        return $"Call the tool save_text once, with exactly these arguments, every value copied as it is: {{\"text\":\"{string.Join("; ", lines)}\"}}";
    }

    /// <summary>One run of letters and signs, as the words of a chat format are, without a blank.</summary>
    [GeneratedRegex(@"^[\w|<>.:_-]{1,60}$")]
    private static partial Regex Fragment();
}
