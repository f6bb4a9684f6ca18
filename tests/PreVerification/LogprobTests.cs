using System.Text;
using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Log probabilities: where the profile has them, in the documented shape; everywhere, nothing breaks when they are asked for.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class LogprobTests
{
    private const string Text = "alpha beta gamma";

    // LOGPROB-SHAPE-001: every entry has a token, a log probability of at most 0, bytes or null, and the alternatives asked for.
    [Requirement("LOGPROB-SHAPE-001")]
    public async Task EntriesHaveTheDocumentedShape(Probe probe)
    {
        foreach (var entry in Entries(await AskFor(probe)))
        {
            Must(entry, Token(entry).Length > 0, "every entry has a non-empty token");
            Must(entry, entry.TryGetProperty("logprob", out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() <= 0, "every entry has a logprob of at most 0");
            Must(entry, !entry.TryGetProperty("bytes", out var bytes) || bytes.ValueKind is JsonValueKind.Null or JsonValueKind.Array, "bytes are an array or null");
            Must(entry, entry.TryGetProperty("top_logprobs", out var top) && top.ValueKind == JsonValueKind.Array && top.GetArrayLength() == 2, "top_logprobs 2 gives two alternatives for every token");
        }
    }

    // LOGPROB-COUNT-001: there is one entry for each token of the content, and the tokens joined are the content.
    [Requirement("LOGPROB-COUNT-001")]
    public async Task TokensJoinedAreTheContent(Probe probe)
    {
        var answer = await AskFor(probe);
        var joined = Joined(Entries(answer));
        answer.Must(joined.Contains(answer.Choice.Content ?? "", StringComparison.Ordinal), "the tokens of logprobs joined are the content", $"tokens \"{joined}\", content \"{answer.Choice.Content}\"");
    }

    // LOGPROB-ABSENT-001: logprobs that were not asked for do not come.
    [Requirement("LOGPROB-ABSENT-001")]
    public async Task UnaskedLogprobsDoNotCome(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64)).MustSucceed();
        answer.Must(answer.Choice.Logprobs is null or { ValueKind: JsonValueKind.Null }, "a request without logprobs gets none", $"logprobs {answer.Choice.Logprobs}");
    }

    // LOGPROB-ASKED-001: asking for logprobs is served or refused, and breaks nothing.
    [Requirement("LOGPROB-ASKED-001")]
    public Task AskingBreaksNothing(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64).With("logprobs", true)).MustBeServedOrRefused("logprobs true");

    // LOGPROB-BAD-001: more alternatives than the API allows are refused.
    [Requirement("LOGPROB-BAD-001")]
    public Task TooManyAlternativesAreRefused(Probe probe)
    {
        Supported(probe);
        return probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64).With("logprobs", true).With("top_logprobs", 1000)).MustBeRefused("top_logprobs 1000", 400, 422);
    }

    private static Task<Answer> AskFor(Probe probe)
    {
        Supported(probe);
        return probe.Send(probe.Ask(ProbeContext.Echo(Text)).With("logprobs", true).With("top_logprobs", 2)).MustSucceed("logprobs with top_logprobs 2");
    }

    private static void Supported(Probe probe) => probe.Requires(probe.Profile.Features.Logprobs == true, "logprobs");

    private static List<JsonElement> Entries(Answer answer)
    {
        var content = answer.Choice.Logprobs is { ValueKind: JsonValueKind.Object } logprobs && logprobs.TryGetProperty("content", out var found) && found.ValueKind == JsonValueKind.Array
            ? found.EnumerateArray().ToList()
            : [];
        answer.Must(content.Count > 0, "logprobs true gives logprobs.content with an entry for each token", $"logprobs {answer.Choice.Logprobs?.ToString() ?? "(absent)"} for the content \"{answer.Choice.Content}\"");
        return content;
    }

    // A token may hold a part of a character; then its bytes tell what its text cannot.
    private static string Joined(List<JsonElement> entries) => entries.All(e => e.TryGetProperty("bytes", out var b) && b.ValueKind == JsonValueKind.Array)
        ? Encoding.UTF8.GetString([.. entries.SelectMany(e => e.GetProperty("bytes").EnumerateArray().Select(b => b.TryGetByte(out var value) ? value : (byte)'?'))])
        : string.Concat(entries.Select(Token));

    private static string Token(JsonElement entry) => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString()! : "";

    private static void Must(JsonElement entry, bool holds, string expected)
    {
        if (!holds)
            throw new JudgementException(Findings.FindingStatus.Fail, expected, $"entry {Results.ExchangeText.Quote(entry.ToString())}");
    }
}
