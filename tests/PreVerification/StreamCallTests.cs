using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>How a tool call travels in a stream: who it is first, then its arguments piece by piece.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class StreamCallTests
{
    private const string LongText = "The ferry to the northern island leaves at seven in the morning and comes back after sunset, so bring warm clothes, water for two days, the red map with the marked path, and the spare key for the hut by the lake.";
    private const string LongTask = "Use the tool save_note to store exactly this text: \"" + LongText + "\"";
    private const string ShortTask = "Use the tool save_note to store exactly this text: \"ferry\"";

    // STREAM-CALL-001: the first delta of a call carries its index, id, type and name.
    [Requirement("STREAM-CALL-001", Transfer = TransferAxis.Stream)]
    public async Task FirstDeltaSaysWhoIsCalled(Probe probe)
    {
        var (answer, deltas) = await Call(probe, ShortTask);
        var first = deltas[0];
        answer.Must(
            Text(first, "id").Length > 0 && Text(first, "type") == "function" && Text(Function(first), "name") == NoteTool.Name && first.TryGetProperty("index", out _),
            "the first delta of a call carries index, id, type \"function\" and the whole name",
            $"first delta {Results.ExchangeText.Quote(first.ToString())}");
    }

    // STREAM-CALL-002: later deltas of a call carry its index and a piece of its arguments, nothing else.
    [Requirement("STREAM-CALL-002", Transfer = TransferAxis.Stream)]
    public async Task LaterDeltasCarryArgumentsOnly(Probe probe)
    {
        var (answer, deltas) = await Call(probe, LongTask);
        var odd = deltas.Skip(1).Where(d => d.EnumerateObject().Any(m => m.Name is not ("index" or "function") && m.Value.ValueKind != JsonValueKind.Null) || Text(Function(d), "name").Length > 0).ToList();
        answer.Must(odd.Count == 0, "after its first delta a call sends index and function.arguments only", $"{odd.Count} later deltas carry more, first {(odd.Count > 0 ? Results.ExchangeText.Quote(odd[0].ToString()) : "")}");
    }

    // STREAM-CALL-003: long arguments come in pieces, not all in the last delta.
    [Requirement("STREAM-CALL-003", Transfer = TransferAxis.Stream)]
    public async Task LongArgumentsComeInPieces(Probe probe)
    {
        var (answer, deltas) = await Call(probe, LongTask);
        var pieces = deltas.Select(d => Text(Function(d), "arguments").Length).Where(l => l > 0).ToList();
        if (pieces.Sum() < 120)
            throw Probe.Undecided("the model stored a shorter text");
        answer.Must(pieces.Count >= 3 && pieces.Max() * 5 <= pieces.Sum() * 4, "arguments of some 50 tokens come in at least three deltas, none with more than four fifths", $"{pieces.Sum()} characters in {pieces.Count} deltas, the largest {(pieces.Count > 0 ? pieces.Max() : 0)}");
    }

    // STREAM-CALL-004: the first delta of a call has empty arguments.
    [Requirement("STREAM-CALL-004", Transfer = TransferAxis.Stream)]
    public async Task FirstDeltaHasEmptyArguments(Probe probe)
    {
        var (answer, deltas) = await Call(probe, ShortTask);
        answer.Must(
            Function(deltas[0]).TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.String && arguments.GetString()!.Length == 0,
            "the first delta of a call has the arguments \"\"", $"first delta {Results.ExchangeText.Quote(deltas[0].ToString())}");
    }

    // STREAM-CALL-005: the pieces of the arguments joined are one JSON object with the text that was asked for.
    [Requirement("STREAM-CALL-005", Transfer = TransferAxis.Stream)]
    public async Task PiecesJoinedAreTheArguments(Probe probe)
    {
        var (answer, deltas) = await Call(probe, LongTask);
        var joined = string.Concat(deltas.Select(d => Text(Function(d), "arguments")));
        answer.Must(Holds(joined), "the pieces of the arguments joined are a JSON object with the string text", $"joined {Results.ExchangeText.Quote(joined)}");
    }

    // STREAM-CALL-006: the chunk with finish_reason tool_calls comes after the last piece of a call.
    [Requirement("STREAM-CALL-006", Transfer = TransferAxis.Stream)]
    public async Task FinishComesAfterTheCall(Probe probe)
    {
        var (answer, _) = await Call(probe, ShortTask);
        answer.Must(answer.Choice.FinishReason == "tool_calls", "a stream with a call has finish_reason tool_calls", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"}");
        var choices = answer.Chunks.SelectMany(Choices).ToList();
        var finish = choices.FindIndex(c => c.TryGetProperty("finish_reason", out var r) && r.ValueKind == JsonValueKind.String);
        answer.Must(!choices.Skip(finish + 1).Any(c => CallsOf(c).Any()), "nothing of a call follows its finish_reason");
    }

    private static async Task<(Answer Answer, List<JsonElement> Deltas)> Call(Probe probe, string task)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Count > 0, "tools in this mode");
        var answer = await probe.Send(NoteTool.On(probe, task)).MustSucceed("a streamed request with a tool");
        var deltas = answer.Chunks.SelectMany(Choices).SelectMany(CallsOf).ToList();
        answer.Must(deltas.Count > 0, "a question that names the tool gives a call in delta.tool_calls");
        // Several calls are legal; their shapes are judged by the first.
        var index = Index(deltas[0]);
        return (answer, [.. deltas.Where(d => Index(d) == index)]);
    }

    private static IEnumerable<JsonElement> Choices(JsonElement chunk) =>
        chunk.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array ? choices.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object) : [];

    private static IEnumerable<JsonElement> CallsOf(JsonElement choice) =>
        choice.TryGetProperty("delta", out var delta) && delta.ValueKind == JsonValueKind.Object && delta.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array
            ? calls.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object)
            : [];

    private static string Index(JsonElement call) => call.TryGetProperty("index", out var index) ? index.ToString() : "";

    private static JsonElement Function(JsonElement call) => call.TryGetProperty("function", out var function) ? function : default;

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static bool Holds(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            return Text(document.RootElement, "text").Length > 0;
        }
        catch (JsonException)
        {
            // Pieces that do not join to JSON are what the caller reports.
            return false;
        }
    }
}
