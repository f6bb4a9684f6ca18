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

    // PROMPT-EXACT-001: the prompt tokens of the maker's own cases are the published ones, or all of them three more.
    [Requirement("PROMPT-EXACT-001", Transfer = TransferAxis.Stream)]
    public async Task PublishedCountsAreMet(Probe probe)
    {
        _ = Signature.Of(probe);
        var first = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 8)).MustSucceed();
        probe.Requires(first.Reply.SystemFingerprint != ReferenceFingerprint, "tokenizer to hold the reference endpoint against");
        var cases = await Cases(probe);
        var counts = await Task.WhenAll(cases.Select(async c => new CountedCase(c, await probe.PromptTokens(Streamed(probe, c), $"the case {c.Id}"))));
        var fault = PromptTokenJudgement.Fault(counts);
        probe.Must(
            fault is null,
            string.Create(CultureInfo.InvariantCulture, $"the {counts.Length} published cases report their published prompt_tokens, or all of them {PromptTokenJudgement.Opener} more, where the opening of the answer is counted"),
            fault ?? "");
    }

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
