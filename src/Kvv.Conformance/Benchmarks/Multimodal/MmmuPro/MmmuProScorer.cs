using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;

/// <summary>Compares the letter a reply settles on with the right one; a reply without one is not scored.</summary>
internal sealed class MmmuProScorer : IScorer
{
    /// <inheritdoc/>
    public string Id => "mmmu-pro/1";

    /// <inheritdoc/>
    public Score Score(Sample sample, Exchange exchange)
    {
        var item = MmmuProItem.Read(sample);
        var choice = exchange.Reply?.First;
        var truncated = choice?.FinishReason == "length";
        var content = choice?.Content ?? "";
        var letter = ChoiceExtraction.Extract(content, item.Options);
        var upstream = UpstreamChoice.Extract(content, item.Options);
        var details = new JsonObject
        {
            ["group"] = item.Subject,
            // What the makers' rule scores, a draw replaced by its expectation.
            ["upstream"] = upstream is null ? 1.0 / item.Options.Count : upstream == item.Answer ? 1 : 0,
        };
        if (choice is null)
            return new(null, null, exchange.Error?.Message is { } message ? $"refused: {message}" : "no reply to score", truncated) { Details = details };
        return letter is null
            ? new(null, null, truncated ? "the reply ended at its token limit before an answer" : "the reply settles on no option", truncated) { Details = details }
            : new(letter == item.Answer ? 1 : 0, letter, letter == item.Answer ? "right" : $"expected {item.Answer}", truncated) { Details = details };
    }
}
