using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>Judges what came back for a probe. Pure; every wrong answer that is a signature names its defect.</summary>
internal sealed class VisionScore
{
    private readonly IReadOnlyDictionary<string, Defect> _defects;
    private readonly Dictionary<string, HashSet<string>> _rivals;

    /// <summary>Creates the judgement for a set of probes.</summary>
    /// <param name="probes">All probes: the right answers of those with the same question are what a mixed-up cache answers.</param>
    /// <param name="defects">The defects by name.</param>
    /// <exception cref="InvalidDataException">A probe names an unknown defect.</exception>
    public VisionScore(IReadOnlyList<VisionProbe> probes, IReadOnlyDictionary<string, Defect> defects)
    {
        _defects = defects;
        foreach (var probe in probes)
        {
            if (probe.Shows.FirstOrDefault(d => !defects.ContainsKey(d)) is { } unknown)
                throw new InvalidDataException($"Probe {probe.Id} names the defect \"{unknown}\", which defects.json does not hold.");
        }

        _rivals = probes
            .SelectMany(p => p.Steps.Select(s => (Question: Question(s), Answer: s.Answer ?? p.Answer)))
            .Where(a => a.Answer is not null)
            .GroupBy(a => a.Question, a => a.Answer!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Judges the answer to one step.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="step">The step.</param>
    /// <param name="exchange">An answered or refused exchange.</param>
    public Score Judge(VisionProbe probe, VisionStep step, Exchange exchange)
    {
        if (exchange.Outcome == ExchangeOutcome.Refused)
            return Refusal(probe, exchange);
        var choice = exchange.Reply?.First;
        var truncated = choice?.FinishReason == "length";
        var content = choice?.Content ?? "";
        if (probe.Refused)
            return Wrong(Shorten(content), "a file that is no picture was answered instead of refused", "broken-accepted");
        if (string.IsNullOrWhiteSpace(content))
            return new(null, null, truncated ? "the reply ended at its token limit before an answer" : "no answer in the content", truncated);
        if (probe.AnyAnswer)
            return new(1, Shorten(content), "answered", truncated);

        var right = step.Answer ?? probe.Answer!;
        var rivals = _rivals.GetValueOrDefault(Question(step)) ?? [];
        var signatures = probe.Signatures.SelectMany(s => s.Value.Items.Select(i => (Answer: i, Defect: s.Key)))
            .Append((Answer: probe.EmptyHanded, Defect: probe.EmptyHandedDefect))
            .Concat(rivals.Where(r => r != right && IsDrawn(r)).Select(r => (Answer: r, Defect: "media-cache")))
            .DistinctBy(s => s.Answer)
            .ToDictionary(s => s.Answer, s => s.Defect, StringComparer.Ordinal);
        var answer = VisionAnswer.Find(content, [right, .. probe.Accept, .. signatures.Keys], probe.Match == "sequence");
        if (answer is null)
            return new(0, Shorten(content), $"expected {right}", truncated);
        if (answer == right || probe.Accept.Contains(answer))
            return new(1, answer, "right", truncated);
        var wrong = Wrong(answer, $"expected {right}", signatures[answer]) with { Truncated = truncated };
        // The judge takes such answers for the work of another defect once that one is certain.
        if (rivals.Contains(answer))
            wrong.Details!["rival"] = true;
        if (answer == probe.EmptyHanded)
            wrong.Details!["emptyHanded"] = true;
        return wrong;
    }

    /// <summary>A wrong answer that is the mark of a defect.</summary>
    public Score Wrong(string? answer, string explanation, string defect) => new(0, answer, $"{explanation}; this is what comes of it when {_defects[defect].Title}")
    {
        Faults = _defects[defect].Fault is { } fault ? [fault] : [],
        Details = new JsonObject { ["defects"] = new JsonArray(defect) },
    };

    /// <summary>HTTP 400, 413, 415 or 422 with a message says what is wrong with a picture; anything else is no clear refusal.</summary>
    public static bool IsClear(Exchange exchange) =>
        exchange is { Outcome: ExchangeOutcome.Refused, Status: 400 or 413 or 415 or 422, Error.Message.Length: > 0 };

    private Score Refusal(VisionProbe probe, Exchange exchange)
    {
        var said = $"HTTP {exchange.Status}: {Shorten(exchange.Error?.Message ?? exchange.BodyText)}";
        if ((probe.Refused || probe.ClearRefusal) && IsClear(exchange))
            return new(1, "refused", $"refused with a reason ({said})");
        if (probe.Signatures.FirstOrDefault(s => s.Value.Items.Contains("HTTP 4xx")).Key is { } defect && IsClear(exchange))
            return Wrong("refused", said, defect);
        return new(0, "refused", probe.Refused || probe.ClearRefusal ? $"no clear refusal ({said})" : $"refused ({said})");
    }

    private static string Shorten(string text) => text.Trim() is { Length: > 120 } all ? all[..120] + "…" : text.Trim();

    /// <summary>The text of the last user message.</summary>
    private static string Question(VisionStep step) => string.Concat(
        step.Messages.Last(m => (string?)m!["role"] == "user")!["content"]!.AsArray().Select(p => (string?)p!["text"] ?? ""));

    /// <summary>Words of five capitals and numbers of four digits are drawn by lot: nothing but the picture suggests them.</summary>
    private static bool IsDrawn(string answer) =>
        (answer.Length == 5 && answer.All(char.IsAsciiLetterUpper)) || (answer.Length == 4 && answer.All(char.IsAsciiDigit));
}
