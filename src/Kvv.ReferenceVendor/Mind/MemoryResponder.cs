using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Recalls facts planted in the conversation: "the code for alpha is 7382" … "what is the code for alpha?".</summary>
internal sealed partial class MemoryResponder : IResponder
{
    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "my", "your", "our", "of", "for", "to", "in", "and", "that", "this", "it", "is", "are", "was", "were",
        "please", "remember", "note", "what", "which", "who", "tell", "me", "you", "i", "only", "answer", "reply", "with",
        "value", "now", "there", "here", "all", "do", "not",
    };

    public Draft? Answer(Scene scene)
    {
        var question = Question(scene.Ask);
        if (question is null)
            return null;
        var asked = Words(question).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var facts = Facts(scene).ToList();
        var ranked = facts.Select(f => (Fact: f, Score: Overlap(f.Key, asked))).Where(f => f.Score >= 0.5).ToList();
        if (ranked.Count == 0)
            return null;
        if (Plural().IsMatch(question))
            return Draft.Saying(string.Join(", ", ranked.Select(f => f.Fact.Value).Distinct()));
        // The latest statement wins among equals: facts are updated by saying them anew.
        var best = ranked.Max(f => f.Score);
        return Draft.Saying(ranked.Last(f => f.Score >= best).Fact.Value);
    }

    /// <summary>The last sentence that asks.</summary>
    private static string? Question(string ask) =>
        Sentence().Split(ask).LastOrDefault(s => Asking().IsMatch(s));

    private static IEnumerable<(string[] Key, string Value)> Facts(Scene scene)
    {
        foreach (var turn in scene.Call.Turns)
        {
            // Reasoning counts only where the prompt keeps it.
            var text = turn.Text + (scene.Call.Thinking.KeepAll && turn.Reasoning is { } r ? "\n" + r : "");
            foreach (Match match in Statement().Matches(text))
            {
                var key = Words(Before(text, match.Index)).TakeLast(8).ToArray();
                var value = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value.TrimEnd('.', ',', ';', ':');
                if (key.Length > 0 && value.Length > 0 && !Idle.Contains(value))
                    yield return (key, value);
            }
        }
    }

    /// <summary>The words right before a verb, back to the last mark that ends a thought. Looking back from the verb keeps long prompts cheap.</summary>
    private static string Before(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 120 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is ' ' or '\'' or '_' or '-'))
            start--;
        return text[start..end];
    }

    private static double Overlap(string[] key, HashSet<string> asked) => key.Count(asked.Contains) / (double)key.Length;

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(m => m.Value).Where(w => !Idle.Contains(w)).Select(w => w.Length > 3 ? w.TrimEnd('s') : w);

    [GeneratedRegex(@"(?<=[.?!。？！\n])\s*")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(?:what|which|who|where|when|tell me|recall|repeat|give me|state)\b|[?？]", RegexOptions.IgnoreCase)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\b(?:what are|all|both|each|every|numbers|codes|values|secrets)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plural();

    [GeneratedRegex("""(?:(?<![\p{L}\p{N}_])(?:is|are|was|equals)\s|[=:])\s*(?:now\s+)?(?:"([^"]+)"|([\p{L}\p{N}][\p{L}\p{N}_\-:/.@]*))""", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"[\p{L}\p{N}_-]+")]
    private static partial Regex Word();
}
