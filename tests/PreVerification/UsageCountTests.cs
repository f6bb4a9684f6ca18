using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Token counts follow what was sent and said: more text, more tokens; the same text, the same tokens.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class UsageCountTests
{
    private const string Sentence = "The ferry crosses the river at noon. ";

    // USAGE-TYPE-001: usage is an object of three integer counts.
    [Requirement("USAGE-TYPE-001")]
    public async Task CountsAreIntegers(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt)).MustSucceed();
        var usage = answer.Reply.Usage ?? throw Probe.Undecided("the reply reports no usage (USAGE-REPORT-001 judges that)");
        using var raw = JsonDocument.Parse(usage.Raw);
        foreach (var name in (string[])["prompt_tokens", "completion_tokens", "total_tokens"])
        {
            answer.Must(
                raw.RootElement.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) && value >= 0,
                $"usage has {name} as an integer of at least 0",
                $"usage {usage.Raw}");
        }
    }

    // USAGE-STABLE-001: the same request costs the same prompt tokens every time.
    [Requirement("USAGE-STABLE-001")]
    public async Task SameRequestCostsTheSame(Probe probe)
    {
        var request = probe.Ask("How many strings has a violin?");
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => probe.PromptTokens(request, "the same request")));
        probe.Must(counts.Distinct().Count() == 1, "the same request sent four times costs the same prompt_tokens each time", List(counts));
    }

    // USAGE-GROW-001: a longer prompt costs more prompt tokens.
    [Requirement("USAGE-GROW-001")]
    public async Task LongerPromptCostsMore(Probe probe)
    {
        var counts = new List<long>();
        foreach (var times in (int[])[1, 2, 4, 8])
            counts.Add(await probe.PromptTokens(probe.Ask(string.Concat(Enumerable.Repeat(Sentence, times))), "a prompt"));
        probe.Must(counts.Zip(counts.Skip(1)).All(p => p.First < p.Second), "a text sent once, twice, four and eight times over costs ever more prompt_tokens", List(counts));
    }

    // USAGE-GROW-002: prompt tokens grow in step with the text: nothing is cut away, and nothing estimated.
    [Requirement("USAGE-GROW-002", Transfer = TransferAxis.Whole)]
    public async Task PromptTokensGrowInStep(Probe probe)
    {
        Task<long> Count(int times) => probe.PromptTokens(probe.Ask(string.Concat(Enumerable.Repeat(Sentence, times))), "a prompt");
        var (a, b, c) = (await Count(25), await Count(50), await Count(100));
        // Between equal sentences nothing but the seams can differ.
        var expected = 2 * (b - a);
        probe.Must(
            Math.Abs(c - b - expected) <= Math.Max(4, expected / 20),
            string.Create(CultureInfo.InvariantCulture, $"50 more sentences cost twice the prompt_tokens of 25 more, {expected} ± 5 %"),
            string.Create(CultureInfo.InvariantCulture, $"{c - b}; {a}, {b} and {c} prompt_tokens for 25, 50 and 100 sentences"));
    }

    // USAGE-TURN-001: a further turn costs further prompt tokens.
    [Requirement("USAGE-TURN-001", Transfer = TransferAxis.Whole)]
    public Task FurtherTurnCostsMore(Probe probe) => Dearer(
        probe,
        "a conversation of two turns",
        [History.User("Name a bird."), History.Assistant("A heron."), History.User("Name a fish.")],
        [History.User("Name a bird.")]);

    // USAGE-SYSTEM-001: a system message is part of the prompt and of its count.
    [Requirement("USAGE-SYSTEM-001", Transfer = TransferAxis.Whole)]
    public Task SystemMessageIsCounted(Probe probe) => Dearer(
        probe,
        "a long system message",
        [History.System(string.Concat(Enumerable.Repeat(Sentence, 12))), History.User("Name a bird.")],
        [History.System("Be brief."), History.User("Name a bird.")]);

    // USAGE-TOOLS-001: declared tools are part of the prompt and of its count.
    [Requirement("USAGE-TOOLS-001")]
    public async Task ToolsAreCounted(Probe probe)
    {
        var without = await probe.PromptTokens(probe.Ask("Which bird cannot fly?"), "a question without tools");
        var with = await probe.PromptTokens(probe.Ask("Which bird cannot fly?").WithMeter(), "the same question with a tool");
        probe.Must(with >= without + 12, "declaring a tool adds at least a dozen prompt_tokens", string.Create(CultureInfo.InvariantCulture, $"{without} without the tool, {with} with it"));
    }

    // USAGE-BASE-001: a greeting costs what a greeting and the chat format cost; nothing else is slipped into the prompt.
    [Requirement("USAGE-BASE-001", Transfer = TransferAxis.Whole)]
    public async Task NothingIsSlippedIntoThePrompt(Probe probe)
    {
        // The own system message takes the place of a template's default one; effort instructions of K3 cost some 70 tokens.
        var count = await probe.PromptTokens(probe.Request([History.System("Be brief."), History.User("Hi")]), "a greeting");
        probe.Must(count <= 110, "a greeting under a system message of two words costs at most 110 prompt_tokens", string.Create(CultureInfo.InvariantCulture, $"{count} prompt_tokens"));
    }

    private static async Task Dearer(Probe probe, string what, JsonArray larger, JsonArray smaller)
    {
        var less = await probe.PromptTokens(probe.Request(smaller), "the shorter conversation");
        var more = await probe.PromptTokens(probe.Request(larger), what);
        probe.Must(more > less + 3, $"{what} adds prompt_tokens", string.Create(CultureInfo.InvariantCulture, $"{less} without, {more} with"));
    }

    private static string List(IEnumerable<long> counts) => string.Join(", ", counts.Select(c => c.ToString(CultureInfo.InvariantCulture))) + " prompt_tokens";
}
