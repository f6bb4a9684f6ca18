using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>A text copied with a number before each line and one word replaced.</summary>
internal sealed class EditedCopy : ILongFamily
{
    private static readonly string[] Who = ["The clerk", "A sailor", "The painter", "My neighbour", "The gardener", "A teacher", "The baker", "An old friend"];
    private static readonly string[] Deeds = ["counted", "moved", "sold", "washed", "found", "hid", "carried", "drew"];
    private static readonly string[] Kinds = ["grey", "small", "heavy", "round", "broken", "bright", "empty", "narrow"];
    private static readonly string[] Things = ["boxes", "lamps", "chairs", "bottles", "ropes", "stones", "maps", "clocks"];

    public string Id => "edited-copy";

    public LongTask Make(ProblemDice dice, int characters)
    {
        var lines = Math.Max(4, characters / 46);
        var (from, to) = (dice.Pick(Things), dice.Pick("turnips", "trumpets", "saddles", "spoons"));
        var text = Enumerable.Range(0, lines).Select(_ => $"{dice.Pick(Who)} {dice.Pick(Deeds)} {dice.Between(12, 987)} {dice.Pick(Kinds)} {dice.Pick(Things)}.").ToList();
        var prompt = $"Copy the text below line by line with two changes: put the line's number and a closing parenthesis before each line, as in \"1) \", and replace the word \"{from}\" by \"{to}\" wherever it stands.\n\n{string.Join('\n', text)}";
        return new(Id, LongPrompt.Of(prompt, lines), [.. text.Select((line, i) => $"{i + 1}) {line.Replace(from, to, StringComparison.Ordinal)}")]);
    }
}
