using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>Several calls in one message, many streams at once, and long lists of tools.</summary>
internal static class ParallelProbes
{
    private const int Streams = 12;
    private const int Catalogue = 150;

    private static readonly string[] Cities = ["Beijing", "Paris", "Oslo", "Lima", "Tokyo"];

    /// <summary>Two to five calls in one streamed message.</summary>
    public static ToolProbe SeveralCalls { get; } = new()
    {
        Id = "parallel-calls",
        Title = "Of two to five calls in one streamed message, each is whole, numbered, and asks for its own city.",
        Tries = 4,
        Needed = 0,
        AllowedWrong = 0,
        First = (desk, number) => desk.Ask(SomeCities(number + 2), ProbeTools.Weather),
        Play = async attempt =>
        {
            var cities = Cities[..(attempt.Number + 2)];
            var exchange = await attempt.SendAsync(attempt.Desk.Ask(SomeCities(cities.Length), ProbeTools.Weather));
            var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(cities.Length, ProbeTools.Weather));
            if (flaws.Count > 0)
                return ProbeVerdict.Wrong(flaws);
            var calls = exchange.Reply!.First!.ToolCalls;
            if (calls.Count < cities.Length)
                return ProbeVerdict.Open($"the model makes {calls.Count} of {cities.Length} calls at once");
            var asked = calls.Select(c => AnswerJson.Object(c.Arguments)?.Text("city")).ToList();
            return asked.Distinct().Count() == cities.Length ? ProbeVerdict.Right($"{cities.Length} whole calls") : ProbeVerdict.Wrong($"the calls ask for {string.Join(", ", asked)}", "tc-index-reused", "tc-args-truncated-bundle");
        },
    };

    /// <summary>A dozen streams at once, each with a number of its own.</summary>
    public static ToolProbe UnderLoad { get; } = new()
    {
        Id = "calls-under-load",
        Title = "A dozen streams at once give a dozen whole calls, each with the number of its own question.",
        Tries = 2,
        Needed = 1,
        AllowedWrong = 0,
        First = (desk, number) => desk.Ask(FileTicket(number * Streams), ProbeTools.Ticket),
        Play = async attempt =>
        {
            var numbers = Enumerable.Range(attempt.Number * Streams, Streams).ToList();
            var exchanges = await Task.WhenAll(numbers.Select(n => attempt.SendAsync(attempt.Desk.Ask(FileTicket(n), ProbeTools.Ticket), string.Create(CultureInfo.InvariantCulture, $"stream-{n}"))));
            var contract = attempt.Desk.Contract(1, ProbeTools.Ticket);
            var flaws = exchanges.Select(e => CallReview.Flaws(e, contract)).ToList();
            // One model in a dozen may answer in words; it does not send half a call.
            if (flaws.Find(f => f.Count > 0 && !IsProse(f)) is { } broken)
                return ProbeVerdict.Wrong(broken, "tc-empty-deltas-under-load");
            if (flaws.Count(f => f.Count > 0) > 1)
                return ProbeVerdict.Wrong(flaws.Find(f => f.Count > 0)!, "tc-empty-deltas-under-load");
            var foreign = numbers.Where((n, i) => flaws[i].Count == 0 && !Holds(exchanges[i], n)).ToList();
            return foreign.Count == 0 ? ProbeVerdict.Right("every stream carries its own number") : ProbeVerdict.Wrong($"{foreign.Count} streams carry another stream's number", "dk-cross-request-leak");
        },
    };

    /// <summary>The right one of 150 tools with names of some 60 characters.</summary>
    public static ToolProbe LongCatalogue { get; } = new()
    {
        Id = "long-catalogue",
        Title = "Among 150 tools with names of some 60 characters the right one is called, its name whole in the call's first delta.",
        Tries = 2,
        Needed = 1,
        AllowedWrong = 1,
        First = (desk, number) => desk.Ask(UseTool(number), Tools()),
        Play = async attempt =>
        {
            var tools = Tools();
            var exchange = await attempt.SendAsync(attempt.Desk.Ask(UseTool(attempt.Number), tools));
            var flaws = CallReview.Flaws(exchange, attempt.Desk.Contract(1, tools));
            if (flaws.Count > 0)
                return ProbeVerdict.Wrong(flaws, "tc-name-split");
            var wanted = ToolName(Wanted(attempt.Number));
            var first = CallDeltas.Of(exchange) is [var opening, ..] ? opening : null;
            if (exchange.Reply!.First!.ToolCalls[0].Name != wanted)
                return ProbeVerdict.Wrong($"another tool is called than {wanted}", "rv-tools-silently-dropped");
            return first?.Name == wanted ? ProbeVerdict.Right("the whole name in the first delta") : ProbeVerdict.Wrong($"the first delta of the call has the name \"{first?.Name}\"", "tc-name-split");
        },
    };

    /// <summary>Parallel calls switched off.</summary>
    public static ToolProbe OneCallOnly { get; } = new()
    {
        Id = "one-call-only",
        IsRecommendation = true,
        Title = "parallel_tool_calls false leaves one call a message, or is refused.",
        Tries = 4,
        Needed = 1,
        AllowedWrong = 3,
        First = (desk, _) => OneOnly(desk),
        Play = async attempt =>
        {
            var exchange = await attempt.SendAsync(OneOnly(attempt.Desk));
            if (exchange.Outcome == ExchangeOutcome.Refused)
                return ProbeVerdict.Right("refused, so that nobody relies on it");
            var count = exchange.Reply?.First?.ToolCalls.Count ?? 0;
            return count <= 1 ? ProbeVerdict.Right($"{count} calls") : ProbeVerdict.Wrong($"{count} calls in one message", "tc-parallel-false-ignored");
        },
    };

    private static ChatRequest OneOnly(ProbeDesk desk) => desk.Ask(SomeCities(2), ProbeTools.Weather).With("parallel_tool_calls", false);

    private static bool IsProse(IReadOnlyList<CallFlaw> flaws) => flaws[0].Rule == CallFlaw.Called && flaws[0].Faults is ["tc-trigger-shift"];

    private static string SomeCities(int count) =>
        $"Use the tool get_weather to look up the weather in {string.Join(", ", Cities[..(count - 1)])} and {Cities[count - 1]}. Make one call for each city, all at once, in one message.";

    private static string FileTicket(int number) => string.Create(CultureInfo.InvariantCulture, $"Use the tool file_ticket; ticket is {4100 + number}.");

    private static bool Holds(Exchange exchange, int number) =>
        AnswerJson.Object(exchange.Reply!.First!.ToolCalls[0].Arguments) is { } arguments && arguments.TryGetProperty("ticket", out var ticket) && ticket.TryGetInt32(out var own) && own == 4100 + number;

    private static int Wanted(int number) => (number * 71) + 17;

    private static string UseTool(int number) => $"Use the tool {ToolName(Wanted(number))}; ticket is 12.";

    private static string ToolName(int number) => string.Create(CultureInfo.InvariantCulture, $"archive_service_fetch_record_by_ticket_for_department_{number:000}");

    private static JsonNode[] Tools() => [.. Enumerable.Range(0, Catalogue).Select(i => (JsonNode)DeclaredTool.Function(
        ToolName(i), string.Create(CultureInfo.InvariantCulture, $"Fetches a record of department {i:000}."), ProbeTools.Ticket["function"]!["parameters"]!.DeepClone()))];
}
