using Kvv.Wire;

namespace Kvv.SelfTests.Detection;

/// <summary>A fault that can befall any text, as an engine would commit it.</summary>
internal sealed record TextFault(string Kind, Func<Random, string, string> Commit)
{
    public static IReadOnlyList<TextFault> All { get; } =
    [
        new(AnomalyKinds.ControlStringInContent, (random, text) => Insert(random, text, Replies.Format.ControlStrings[random.Next(Replies.Format.ControlStrings.Count)])),
        new(AnomalyKinds.ControlStringFragment, (random, text) => text + Half(random, Replies.Format.ControlStrings[random.Next(Replies.Format.ControlStrings.Count)])),
        new(AnomalyKinds.ThinkTagInContent, (random, text) => "The user asks about this. </think>" + text),
        new(AnomalyKinds.ReplacementCharacter, (random, text) => Insert(random, text, "\uFFFD\uFFFD")),
        new(AnomalyKinds.LoneSurrogate, (random, text) => Insert(random, text, "\uD83D")),
        new(AnomalyKinds.CharacterRun, (random, text) => Insert(random, text, new string('!', random.Next(60, 5000)))),
        new(AnomalyKinds.CharacterRun, (random, text) => text[..WordEnd(random, text)] + new string("=-_#"[random.Next(4)], random.Next(450, 5000))),
        new(AnomalyKinds.WhitespaceRunaway, (random, text) => Insert(random, text, Replies.Times(random.Next(2) == 0 ? "\n" : " \n\t", random.Next(110, 2000)))),
        new(AnomalyKinds.TokenRepetition, (random, text) => Insert(random, text, " " + Replies.Times("[PAD] ", random.Next(30, 300)))),
        new(AnomalyKinds.TokenRepetition, (random, text) => Insert(random, text, " " + Replies.Times("harbour ", random.Next(60, 300)))),
        new(AnomalyKinds.RepetitionLoop, (random, text) => text + Loop(random, text)),
        new(AnomalyKinds.RepetitionLoop, (random, text) => Loop(random, text) + text[..Math.Min(text.Length, 900)].TrimEnd()),
    ];

    private static string Insert(Random random, string text, string fault) => text.Insert(WordEnd(random, text), fault);

    // Behind a word, so that nothing but the fault is wrong: a table's blank cell and an emoji, for two, stay whole.
    private static int WordEnd(Random random, string text)
    {
        var at = random.Next(text.Length);
        while (at < text.Length && !(text[at] == ' ' && at > 0 && char.IsLetter(text[at - 1])))
            at++;
        return at;
    }

    private static string Half(Random random, string control) =>
        random.Next(2) == 0 ? control[..random.Next(4, control.Length)] : control[random.Next(1, control.Length - 3)..];

    // A passage of prose, enough copies for a third of everything and of any tail.
    private static string Loop(Random random, string text)
    {
        var passage = new HealthyTextGenerator(random).Prose(6) + " ";
        return Replies.Times(passage, Math.Max(10, (Math.Min(text.Length, 6000) / passage.Length) + 1));
    }
}
