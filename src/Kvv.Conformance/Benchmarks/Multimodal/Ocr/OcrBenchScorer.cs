using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Multimodal.Ocr;

/// <summary>Looks for one of the right answers in the reply; see <see cref="OcrRule"/>.</summary>
internal sealed class OcrBenchScorer : IScorer
{
    /// <inheritdoc/>
    public string Id => "ocrbench/1";

    /// <inheritdoc/>
    public Score Score(Sample sample, Exchange exchange)
    {
        var category = sample.Text("question_type");
        var answers = Answers(sample);
        var choice = exchange.Reply?.First;
        var truncated = choice?.FinishReason == "length";
        var content = choice?.Content ?? "";
        var details = new JsonObject { ["group"] = category, ["upstream"] = OcrRule.Upstream(category, answers, content) ? 1.0 : 0.0 };
        if (choice is null)
            return new(null, null, exchange.Error?.Message is { } message ? $"refused: {message}" : "no reply to score", truncated) { Details = details };
        if (string.IsNullOrWhiteSpace(content))
            return new(null, null, truncated ? "the reply ended at its token limit before an answer" : "the reply is empty", truncated) { Details = details };
        return OcrRule.Found(category, answers, content) is { } found
            ? new(1, found, "right", truncated) { Details = details }
            : new(0, content.Length > 200 ? content[..200] + "…" : content, $"expected {string.Join(" or ", answers)}", truncated) { Details = details };
    }

    /// <summary>The right answers of an item.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static IReadOnlyList<string> Answers(Sample sample)
    {
        List<string> answers = sample.Data["answer"] switch
        {
            JsonArray list => [.. list.Select(a => a?.ToString() ?? "")],
            JsonValue one => [one.ToString()],
            _ => [],
        };
        return answers.Exists(a => a.Trim().Length > 0) ? answers : throw new InvalidDataException($"Sample {sample.Id}: no right answer is stated.");
    }
}
