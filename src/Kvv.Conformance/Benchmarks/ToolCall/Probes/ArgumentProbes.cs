using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Statistics;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>Large arguments, awkward values, optional arguments and the order of arguments.</summary>
internal static class ArgumentProbes
{
    private static readonly string[] Words =
        ["harbour", "lantern", "pepper", "granite", "violin", "saffron", "thimble", "orchard", "compass", "meadow", "copper", "willow", "anchor", "mitten", "quarry", "beacon"];

    /// <summary>An argument of some kilobytes arrives to its last line.</summary>
    public static ToolProbe Large(int kilobytes) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"arguments-{kilobytes}k"),
        Title = string.Create(CultureInfo.InvariantCulture, $"An argument of {kilobytes} KB arrives whole in a stream."),
        Tries = 2,
        Needed = 1,
        AllowedWrong = 1,
        First = (desk, number) => desk.Ask(Copy("save_text", new JsonObject { ["text"] = LongText(kilobytes, number) }), ProbeTools.Text),
        Play = async attempt =>
        {
            var expected = LongText(kilobytes, attempt.Number);
            var exchange = await attempt.SendAsync(attempt.Desk.Ask(Copy("save_text", new JsonObject { ["text"] = expected }), ProbeTools.Text));
            var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, ProbeTools.Text));
            if (flaws.Count > 0)
                return ProbeVerdict.Wrong(flaws, "tc-large-args-lost");
            var received = AnswerJson.Object(exchange.Reply!.First!.ToolCalls[0].Arguments)?.Text("text") ?? "";
            if (Checksum(received) == Checksum(expected))
                return ProbeVerdict.Right(string.Create(CultureInfo.InvariantCulture, $"{expected.Length} characters arrived, checksum {Checksum(expected)} equal"));
            // A model may slip in a word while copying; what is cut has lost its end.
            var sentence = string.Create(CultureInfo.InvariantCulture, $"{received.Length} of {expected.Length} characters arrived, the last line {(EndsAlike(received, expected) ? "among them" : "is missing")}");
            return EndsAlike(received, expected) && received.Length >= 0.98 * expected.Length ? ProbeVerdict.Right(sentence) : ProbeVerdict.Wrong(sentence, "tc-large-args-lost");
        },
    };

    /// <summary>Values that look like numbers, markup, entities or the format's own markers come back letter by letter.</summary>
    public static ToolProbe LiteralValues { get; } = new()
    {
        Id = "literal-values",
        Title = "Values that look like numbers, entities, markup or the chat format's own markers arrive as they are.",
        Tries = 3,
        Needed = 1,
        AllowedWrong = 2,
        First = (desk, _) => desk.Ask(Copy("save_record", Literals(desk)), ProbeTools.Record(Literals(desk).Select(p => p.Key))),
        Play = async attempt =>
        {
            var expected = Literals(attempt.Desk);
            var tool = ProbeTools.Record(expected.Select(p => p.Key));
            var exchange = await attempt.SendAsync(attempt.Desk.Ask(Copy("save_record", expected), tool));
            var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, tool)).ToList();
            if (exchange.Reply?.First is not { ToolCalls: [var call, ..] } || AnswerJson.Object(call.Arguments) is not { } received)
                return ProbeVerdict.Wrong(flaws, "tc-args-cut-at-literal");
            var lost = expected.Where(p => received.Text(p.Key) != (string?)p.Value).Select(p => p.Key).ToList();
            if (flaws.Count == 0 && lost.Count == 0)
                return ProbeVerdict.Right("every value arrived letter by letter");
            string[] own = [.. lost.Select(name => name switch
            {
                "code" or "flag" or "gap" or "power" => "tc-args-overcoerced",
                "html" => "tc-args-entity-decoded",
                _ => "tc-args-cut-at-literal",
            }).Distinct()];
            return lost.Count == 0 ? ProbeVerdict.Wrong(flaws) : ProbeVerdict.Wrong($"other values than asked for: {string.Join(", ", lost)}", [.. own, .. flaws.SelectMany(f => f.Faults)]);
        },
    };

    /// <summary>Arguments come in the order of the schema.</summary>
    public static ToolProbe DeclaredOrder { get; } = new()
    {
        Id = "declared-order",
        IsRecommendation = true,
        Title = "Arguments come in the order in which the schema declares them, not sorted.",
        Tries = 5,
        Needed = 1,
        AllowedWrong = 3,
        First = (desk, _) => desk.Ask(MarkSpot, ProbeTools.Spot),
        Play = attempt => JudgeArgumentsAsync(attempt, MarkSpot, ProbeTools.Spot, received =>
        {
            var names = received.EnumerateObject().Select(p => p.Name).ToList();
            return names.SequenceEqual(["zone", "mark", "layer", "area"]) ? ProbeVerdict.Right("in the order of the schema")
                : names.SequenceEqual(names.Order(StringComparer.Ordinal)) ? ProbeVerdict.Wrong($"in alphabetical order: {string.Join(", ", names)}", "tt-schema-reordered")
                : ProbeVerdict.Open($"in an order of its own: {string.Join(", ", names)}");
        }),
    };

    /// <summary>Optional arguments that the user gives are passed on.</summary>
    public static ToolProbe OptionalArguments { get; } = new()
    {
        Id = "optional-arguments",
        Title = "Optional arguments that the user gives are passed on.",
        Tries = 3,
        Needed = 1,
        AllowedWrong = 2,
        First = (desk, _) => desk.Ask(PaintTheFence, ProbeTools.Task),
        Play = attempt => JudgeArgumentsAsync(attempt, PaintTheFence, ProbeTools.Task, received =>
        {
            string[] asked = ["priority", "owner", "urgent"];
            var missing = asked.Where(name => !received.TryGetProperty(name, out _)).ToList();
            return missing.Count == 0 ? ProbeVerdict.Right("all optional arguments arrived") : ProbeVerdict.Wrong($"missing: {string.Join(", ", missing)}", "tc-optional-args-dropped");
        }),
    };

    private const string MarkSpot = "Use the tool mark_spot; zone is 5, mark is 9, layer is 4, area is 2.";

    private const string PaintTheFence = "Use the tool create_task with title \"Paint the fence\", priority 3, owner \"Ada\" and urgent true.";

    /// <summary>Asks for one call and looks at its arguments when nothing else is wrong with it.</summary>
    private static async Task<ProbeVerdict> JudgeArgumentsAsync(ProbeTry attempt, string text, JsonObject tool, Func<JsonElement, ProbeVerdict> judge)
    {
        var exchange = await attempt.SendAsync(attempt.Desk.Ask(text, tool));
        var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, tool));
        return flaws.Count > 0 || AnswerJson.Object(exchange.Reply!.First!.ToolCalls[0].Arguments) is not { } received ? ProbeVerdict.Wrong(flaws) : judge(received);
    }

    private static JsonObject Literals(ProbeDesk desk) => new()
    {
        ["code"] = "02134",
        ["flag"] = "true",
        ["gap"] = "null",
        ["power"] = "1e5",
        ["html"] = "<a href=\"#x\">Tom &amp; Jerry &lt;3</a>",
        ["closing"] = "one </parameter> two </tool_call> three }\" four",
        ["command"] = "make -j4 2>&1",
        ["marker"] = $"before {desk.Profile.ChatFormat.ControlStrings.FirstOrDefault(c => c.Contains("call", StringComparison.Ordinal)) ?? "<|end|>"} after",
    };

    private static string Copy(string tool, JsonObject arguments) =>
        $"Call the tool {tool} once, with exactly these arguments, every value copied as it is: {arguments.ToJsonString(WireJson.Relaxed)}";

    /// <summary>Numbered lines of plain words, no two alike, with a last line that is easy to find.</summary>
    private static string LongText(int kilobytes, int number)
    {
        var random = new SplitMix64((ulong)((kilobytes * 31) + number));
        var text = new StringBuilder();
        for (var line = 1; text.Length < kilobytes * 1024; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line:0000}:");
            for (var i = 0; i < 8; i++)
                text.Append(' ').Append(Words[random.NextBelow(Words.Length)]);
            text.Append(CultureInfo.InvariantCulture, $" {random.NextBelow(10_000)}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"END-{random.NextBelow(1_000_000):000000}").ToString();
    }

    private static bool EndsAlike(string received, string expected) => received.TrimEnd().EndsWith(expected[expected.LastIndexOf("END-", StringComparison.Ordinal)..], StringComparison.Ordinal);

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
