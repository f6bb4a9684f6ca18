using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A long answer arrives to its end, and every sign of it is right: what is cut or spotted shows against a text that is known.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class LongListingTests
{
    // Some two thousand bytes and some thousand tokens: over the usual limits of buffers, under those of patience.
    private const int Last = 600;

    // CHAT-LONG-001: a listing of six hundred numbers comes to its end, without a slip.
    [Requirement("CHAT-LONG-001")]
    public async Task LongListingIsWholeAndRight(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(string.Create(CultureInfo.InvariantCulture, $"Count from 1 to {Last}, one number per line, nothing else. Leave nothing out."), 8192)).MustSucceed("a listing of six hundred numbers");
        answer.Must(answer.Choice.FinishReason == "stop", "a listing well under its cap ends with finish_reason stop", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"} after {answer.Choice.Content?.Length ?? 0} characters");
        var lines = (answer.Choice.Content ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = lines.Select((line, i) => (Line: line, Right: (i + 1).ToString(CultureInfo.InvariantCulture))).Where(l => l.Line != l.Right).ToList();
        // A model that tires of counting says so, or stops: that is its own affair.
        if (lines.Length < Last && wrong.Count <= 1)
            throw Probe.Undecided($"the model ended its list after {lines.Length} lines");
        answer.Must(wrong.Count == 0, "every line of a listing of numbers is the next number", wrong.Count == 0 ? null : $"{wrong.Count} of {lines.Length} lines are not; first {ExchangeText.Quote(wrong[0].Line)} in the place of {wrong[0].Right}");
    }
}
