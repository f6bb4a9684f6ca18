using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Where a stream reports usage: in a chunk of its own at the end when asked, and not otherwise.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class StreamUsageTests
{
    // STREAM-USAGE-001: with include_usage there is exactly one summary chunk: no choices, usage, after the finish reason.
    [Requirement("STREAM-USAGE-001", Transfer = TransferAxis.Stream)]
    public async Task SummaryChunkComesOnceAtTheEnd(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64)).MustSucceed("a stream with include_usage");
        var summaries = answer.Chunks.Where(IsSummary).ToList();
        answer.Must(summaries.Count == 1, "a stream with include_usage has exactly one chunk with \"choices\":[] and usage", $"{summaries.Count} such chunks")
            .Must(IsSummary(answer.Chunks[^1]), "the chunk with the usage is the last before [DONE]", $"the last chunk is {Results.ExchangeText.Quote(answer.Chunks[^1].ToString())}");
    }

    // STREAM-USAGE-002: the summary chunk has all three counts.
    [Requirement("STREAM-USAGE-002", Transfer = TransferAxis.Stream)]
    public async Task SummaryHasAllCounts(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64)).MustSucceed("a stream with include_usage");
        var usage = answer.Chunks.Where(IsSummary).Select(c => c.GetProperty("usage")).FirstOrDefault();
        string[] names = ["prompt_tokens", "completion_tokens", "total_tokens"];
        answer.Must(
            usage.ValueKind == JsonValueKind.Object && names.All(n => usage.TryGetProperty(n, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var value) && value > 0),
            "the usage of a stream has prompt_tokens, completion_tokens and total_tokens above 0",
            $"usage {Results.ExchangeText.Quote(usage.ToString())}");
    }

    // STREAM-USAGE-003: without include_usage there is no summary chunk.
    [Requirement("STREAM-USAGE-003", Transfer = TransferAxis.Stream)]
    public async Task UnaskedSummaryDoesNotCome(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64).Without("stream_options")).MustSucceed("a stream without stream_options");
        answer.Must(!answer.Chunks.Any(IsSummary), "a stream without include_usage has no chunk with \"choices\":[] and usage");
    }

    // STREAM-USAGE-004: include_usage false is the same as its absence.
    [Requirement("STREAM-USAGE-004", Transfer = TransferAxis.Stream)]
    public async Task DeclinedSummaryDoesNotCome(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64).WithRaw("stream_options", """{"include_usage":false}""")).MustSucceed("a stream with include_usage false");
        answer.Must(!answer.Chunks.Any(IsSummary), "a stream with include_usage false has no chunk with \"choices\":[] and usage");
    }

    // STREAM-USAGE-005: chunks in the middle report no usage.
    [Requirement("STREAM-USAGE-005", Transfer = TransferAxis.Stream)]
    public async Task MiddleChunksReportNoUsage(Probe probe)
    {
        var answer = await probe.Send(probe.Ask("Count from 1 to 10, one number per line, nothing else.", 1024)).MustSucceed("a stream with include_usage");
        var early = answer.Chunks.Count(c => !IsSummary(c) && !Ends(c) && c.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object);
        answer.Must(early == 0, "the chunks before the end of a stream have usage null or none", $"{early} of {answer.Chunks.Count} chunks report usage early");
    }

    // STREAM-FALSE-001: stream false is answered with one JSON body.
    [Requirement("STREAM-FALSE-001", Transfer = TransferAxis.Whole)]
    public Task StreamFalseIsAnsweredWhole(Probe probe) => probe.Send(probe.Ask(ProbeContext.PlainPrompt, 64).With("stream", false)).MustSucceed("stream false").Must(
        a => a.Exchange.MediaType == "application/json", "stream false is answered with application/json", a => $"content type {a.Exchange.MediaType ?? "(absent)"}");

    private static bool IsSummary(JsonElement chunk) =>
        chunk.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() == 0
        && chunk.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object;

    private static bool Ends(JsonElement chunk) =>
        chunk.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
        && choices.EnumerateArray().Any(c => c.ValueKind == JsonValueKind.Object && c.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String);
}
