using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// The same request, whole and streamed, gets the same reply where the reply is determined: most engines parse the two modes
/// with different code.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class AgreementTests
{
    private const string Text = "Seven grey geese; nine green (glass) jars, \"quoted\" & 50 % off — done.";

    // AGREE-TEXT-001: an echo is the same whole and streamed, to its last letter.
    [Requirement("AGREE-TEXT-001", Transfer = TransferAxis.Whole)]
    public async Task EchoIsTheSame(Probe probe)
    {
        var (whole, stream) = await Both(probe.Ask(ProbeContext.Echo(Text)), probe);
        // Only a whole reply that did what was asked says what the stream must say.
        if (whole.Choice.Content?.Trim() != Text)
            throw Probe.Undecided("the whole reply is no exact echo");
        stream.Must(stream.Choice.Content?.Trim() == Text, "the streamed reply has the same content as the whole one", $"whole \"{whole.Choice.Content}\", streamed \"{stream.Choice.Content}\"")
            .Must(stream.Choice.FinishReason == whole.Choice.FinishReason, "the streamed reply has the same finish_reason as the whole one", $"whole {whole.Choice.FinishReason}, streamed {stream.Choice.FinishReason ?? "(absent)"}");
    }

    // AGREE-CALL-001: a call whose argument is dictated is the same whole and streamed.
    [Requirement("AGREE-CALL-001", Transfer = TransferAxis.Whole)]
    public async Task DictatedCallIsTheSame(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Count > 0, "tools in this mode");
        var (whole, stream) = await Both(NoteTool.On(probe, "Use the tool save_note to store exactly this text: \"blue lantern 58\""), probe);
        var (a, b) = (Calls(whole), Calls(stream));
        if (a != "save_note(blue lantern 58)")
            throw Probe.Undecided("the whole reply is not the dictated call");
        stream.Must(a == b, "the streamed reply has the same call as the whole one", $"whole {a}, streamed {(b.Length > 0 ? b : "no call")}");
    }

    // AGREE-CAP-001: a cap cuts both modes, with the same reason.
    [Requirement("AGREE-CAP-001", Transfer = TransferAxis.Whole)]
    public async Task CapCutsBoth(Probe probe)
    {
        var (whole, stream) = await Both(probe.Ask("Count from 1 to 60, one number per line, nothing else.", 20), probe);
        stream.Must(whole.Choice.FinishReason == stream.Choice.FinishReason, "a reply cut by its cap has one finish_reason, whole and streamed", $"whole {whole.Choice.FinishReason ?? "(absent)"}, streamed {stream.Choice.FinishReason ?? "(absent)"}");
    }

    // AGREE-ID-001: two replies have two ids.
    [Requirement("AGREE-ID-001")]
    public async Task EveryReplyHasAnIdOfItsOwn(Probe probe)
    {
        var request = probe.Ask(ProbeContext.PlainPrompt, 32);
        var first = await probe.Send(request).MustSucceed();
        var second = await probe.Send(request).MustSucceed();
        second.Must(first.Reply.Id is not null && first.Reply.Id != second.Reply.Id, "two replies have two ids", $"both have the id {first.Reply.Id ?? "(absent)"}");
    }

    // AGREE-ID-002: a reply's id has the documented prefix.
    [Requirement("AGREE-ID-002")]
    public Task IdHasTheDocumentedPrefix(Probe probe) => probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32)).MustSucceed().Must(
        a => a.Reply.Id?.StartsWith("chatcmpl-", StringComparison.Ordinal) == true, "the id of a reply begins with chatcmpl-", a => $"id {a.Reply.Id ?? "(absent)"}");

    // AGREE-TIME-001: created is the time of the reply in seconds since 1970.
    [Requirement("AGREE-TIME-001")]
    public Task CreatedIsTheTimeOfTheReply(Probe probe) => probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32)).MustSucceed().Must(
        // A day of slack: clocks differ, but not by a factor of a thousand.
        a => a.Reply.Created is { } created && Math.Abs(created - a.Exchange.Timing.StartedAt.ToUnixTimeSeconds()) < 86_400,
        "created is the time of the reply in whole seconds since 1970", a => $"created {a.Reply.Created?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "(absent or no integer)"}");

    private static async Task<(Answer Whole, Answer Stream)> Both(ChatRequest request, Probe probe)
    {
        var whole = probe.Send(request).MustSucceed("a request, whole");
        var stream = probe.Send(request.With("stream", true)).MustSucceed("the same request, streamed");
        return (await whole, await stream);
    }

    private static string Calls(Answer answer) => string.Join("; ", answer.Choice.ToolCalls.Select(c => $"{c.Name}({Argument(c.Arguments)})"));

    private static string Argument(string? arguments)
    {
        try
        {
            return (JsonNode.Parse(arguments ?? "") as JsonObject)?["text"]?.ToString() ?? "";
        }
        catch (JsonException)
        {
            // Shown as it came, in the comparison of the two modes.
            return arguments ?? "";
        }
    }
}
