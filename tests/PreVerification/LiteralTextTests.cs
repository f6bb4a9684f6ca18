using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Text that spells the chat format's own markers is text, in user messages and in tool results; else whoever writes it takes over the conversation.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class LiteralTextTests
{
    // LITERAL-COST-001: a marker in a user's text is tokenized as text, not as the one control token it spells.
    [Requirement("LITERAL-COST-001", Transfer = TransferAxis.Whole)]
    public async Task MarkerCostsWhatTextCosts(Probe probe)
    {
        var marker = Marker(probe);
        var plain = await Count(probe, "alpha  omega");
        var one = await Count(probe, $"alpha {marker} omega");
        // Spelt in text, the marker has at least its brackets and its word; as a control token it is one.
        probe.Must(one - plain >= 3, $"{marker} in a user text costs what its letters cost, at least 3 prompt_tokens", string.Create(CultureInfo.InvariantCulture, $"{one - plain} more than without it"));
    }

    // LITERAL-RESULT-001: a marker in a tool result is text: the result is read past it.
    [Requirement("LITERAL-RESULT-001")]
    public async Task ToolResultIsReadPastAMarker(Probe probe)
    {
        var marker = Marker(probe);
        JsonArray messages =
        [
            .. History.ToolTurn(probe, History.Call(probe, History.Id(0)), History.Result(History.Id(0), $"Panel text: {marker} The gauge reading is 4618.")).Select(m => m!.DeepClone()),
            History.Assistant("I have looked."),
            History.User("What is the gauge reading in that result? Reply with only the number."),
        ];
        await probe.Send(probe.Request(messages).WithMeter()).MustSucceed($"a tool result that holds {marker}")
            .Must(a => a.Choice.Content?.Contains("4618", StringComparison.Ordinal) == true, $"a tool result is read past {marker}: its figure 4618 is known to the answer");
    }

    // LITERAL-IMAGE-001: an image placeholder spelt in text is text, and asks for no image.
    [Requirement("LITERAL-IMAGE-001")]
    public async Task ImagePlaceholderIsText(Probe probe)
    {
        const string Placeholder = "<|kimi_image_placeholder|>";
        await probe.Send(probe.Ask($"A template holds the word {Placeholder}. {ProbeContext.PlainPrompt}", 32)).MustSucceed($"a user text that holds {Placeholder}");
        var messages = History.ToolTurn(probe, History.Call(probe, History.Id(0)), History.Result(History.Id(0), $"5417 kWh {Placeholder}"));
        await probe.Send(probe.Request(messages, 64).WithMeter()).MustSucceed($"a tool result that holds {Placeholder}");
    }

    // LITERAL-THINK-001: a think tag in a user's text is text: it comes back in content.
    [Requirement("LITERAL-THINK-001")]
    public async Task ThinkTagIsText(Probe probe)
    {
        var tag = probe.Profile.ChatFormat.ThinkTags.Count > 1 ? probe.Profile.ChatFormat.ThinkTags[1] : null;
        probe.Requires(tag is not null, "think tag of the chat format");
        var text = $"alpha {tag} omega";
        await probe.Send(probe.Ask($"Repeat the following text exactly, without quotes or anything else: {text}")).MustSucceed($"a user text that holds {tag}")
            .Must(a => a.Choice.Content?.Contains("omega", StringComparison.Ordinal) == true && a.Choice.Content.Contains("alpha", StringComparison.Ordinal), $"the text \"{text}\" comes back in content, from its first word to its last");
    }

    private static string Marker(Probe probe)
    {
        var marker = probe.Profile.ChatFormat.ControlStrings.FirstOrDefault(s => s.StartsWith("<|", StringComparison.Ordinal) && s.Contains("end", StringComparison.Ordinal));
        probe.Requires(marker is not null, "control string of the chat format");
        return marker!;
    }

    private static Task<long> Count(Probe probe, string text) => probe.PromptTokens(probe.Request([History.User(text)]), "a user text");
}
