using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>Texts of the probes: fillers that hold no numbers, codes that nobody guesses, and whether a reply holds a code.</summary>
internal static class ProbeText
{
    private static readonly string[] Subjects = ["The harbour", "An old bridge", "The market", "A narrow street", "The library", "The orchard", "A quiet valley", "The windmill"];
    private static readonly string[] Verbs = ["lies beside", "looks over", "was painted near", "stands behind", "can be seen from", "borders"];
    private static readonly string[] Objects = ["the river", "a row of houses", "the northern hills", "an empty square", "the railway", "a garden wall", "the chapel"];

    /// <summary>Choices for one probe.</summary>
    public static SplitMix64 Dice(ulong seed, string probe) => new(ScheduleSeed.From(string.Create(CultureInfo.InvariantCulture, $"cache-and-batch|1|{seed}|{probe}")));

    /// <summary>A code of five digits.</summary>
    public static string Code(SplitMix64 dice) => (10_000 + dice.NextBelow(90_000)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sentences without numbers, about so many tokens (five characters each), unlike those of any other draw.</summary>
    public static string Filler(SplitMix64 dice, int tokens)
    {
        var text = new StringBuilder();
        while (text.Length < tokens * 5)
            text.Append(Pick(dice, Subjects)).Append(' ').Append(Pick(dice, Verbs)).Append(' ').Append(Pick(dice, Objects)).Append(". ");
        return text.ToString();
    }

    /// <summary>A word of letters that makes a prompt unlike any before: nothing of it can come from a cache.</summary>
    public static string Nonce(SplitMix64 dice) => string.Concat(Enumerable.Range(0, 10).Select(_ => (char)('a' + dice.NextBelow(26))));

    public static JsonArray Turn(string text) => new(Probe.UserTurn(text));

    /// <summary>Whether the content holds a text that no letter or digit continues.</summary>
    public static bool Holds(Exchange exchange, string code)
    {
        var content = exchange.Reply?.First?.Content ?? "";
        for (var at = content.IndexOf(code, StringComparison.Ordinal); at >= 0; at = content.IndexOf(code, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(content[at - 1])) && (at + code.Length == content.Length || !char.IsLetterOrDigit(content[at + code.Length])))
                return true;
        }

        return false;
    }

    private static string Pick(SplitMix64 dice, string[] words) => words[dice.NextBelow(words.Length)];
}
