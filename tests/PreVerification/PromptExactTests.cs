using System.Globalization;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Probing;
using Kvv.Conformance.PromptTokens;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The makers' own cases: requests whose exact <c>prompt_tokens</c> are published; those with pictures when the user has them.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class PromptExactTests
{
    // The embedded endpoint says in every reply what it is; it has a tokenizer of its own.
    private const string ReferenceFingerprint = "kvv-reference-endpoint";

    // PROMPT-EXACT-001: each of the maker's own cases costs its published prompt tokens, or up to three more, as the maker's own check says.
    [Requirement("PROMPT-EXACT-001", Transfer = TransferAxis.Stream)]
    public async Task PublishedCountsAreMet(Probe probe)
    {
        var counts = await Counts(probe);
        var fault = PromptTokenJudgement.OutOfRange(counts);
        probe.Must(
            fault is null,
            string.Create(CultureInfo.InvariantCulture, $"each of the {counts.Count} published cases reports its published prompt_tokens, or up to {PromptTokenJudgement.Opener} more"),
            fault ?? "");
    }

    // PROMPT-EXACT-002: all of them cost what is published, or all three more: one or two are no opening of an answer. The same answers, judged again.
    [Requirement("PROMPT-EXACT-002", Transfer = TransferAxis.Stream)]
    public async Task SurplusIsTheOpeningOfTheAnswerOrNone(Probe probe)
    {
        IReadOnlyList<CountedCase> counts;
        try
        {
            counts = await Counts(probe);
        }
        catch (JudgementException e) when (e.Status == FindingStatus.Fail)
        {
            // Which request broke is what the first rule says.
            throw Probe.Undecided($"not every published case was counted: {e.Message}");
        }

        var fault = PromptTokenJudgement.OddSurplus(counts);
        probe.Must(
            fault is null,
            string.Create(CultureInfo.InvariantCulture, $"the {counts.Count} published cases report their published prompt_tokens, or all of them {PromptTokenJudgement.Opener} more, where the opening of the answer is counted"),
            fault ?? "");
    }

    private static Task<IReadOnlyList<CountedCase>> Counts(Probe probe) => probe.Shared<IReadOnlyList<CountedCase>>("published prompt tokens", async () =>
    {
        _ = Signature.Of(probe);
        var first = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 8)).MustSucceed();
        probe.Requires(first.Reply.SystemFingerprint != ReferenceFingerprint, "tokenizer to hold the reference endpoint against");
        var cases = await Cases(probe);
        return await Task.WhenAll(cases.Select(async c => new CountedCase(c, await probe.PromptTokens(Streamed(probe, c), $"the case {c.Id}"))));
    });

    private static ChatRequest Streamed(Probe probe, PromptTokenCase c) => ChatRequest.Parse(c.Request)
        .With("model", probe.Context.Model).With("stream", true).WithRaw("stream_options", """{"include_usage":true}""");

    private static async Task<IReadOnlyList<PromptTokenCase>> Cases(Probe probe)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            var folder = probe.Context.DatasetDirectory ?? "";
            return [.. await new PromptTokenSource(folder, (uri, end) => http.GetByteArrayAsync(uri, end)).LoadAsync(), .. VisionTokenCases.Load(folder)];
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidDataException or IOException)
        {
            throw new JudgementException(
                FindingStatus.NotRun,
                null,
                $"the published cases are not at hand: {e.Message} Put them at {PromptTokenSource.RelativePath} in the data set directory (DatasetDirectory).");
        }
    }
}
