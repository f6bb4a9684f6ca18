using System.Globalization;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Text;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Answers the known questions about known pictures, as they look after whatever was done to them on the way.</summary>
internal sealed class SightResponder(SightKey key, double skill, ulong seed) : IResponder
{
    private const string Nothing = "NONE";
    private const string Illegible = "I cannot make that out.";

    public Draft? Answer(Scene scene)
    {
        if (key.Question(scene.Ask) is not { } question)
            return null;
        var luck = StableHash.Unit(StableHash.Combine(StableHash.Of(question.Text, seed), scene.Call.ContentHash));
        return Draft.Saying(luck < skill ? See(question, scene.Call) : Illegible);
    }

    private string See(PictureQuestion question, ChatCall call)
    {
        var pictures = call.Turns.SelectMany(t => t.Pictures).ToList();
        var of = question.Of.Split(':', 2);
        return of[0] switch
        {
            "count" => pictures.Count.ToString(CultureInfo.InvariantCulture),
            "between" => Between(call.LastUser!, of[1].Split(':')).ToString(CultureInfo.InvariantCulture),
            _ when pictures.Count == 0 => Nothing,
            "all" => string.Join(", ", pictures.Select(p => Fact(p, question.Fact))),
            "same" => pictures.Count > 1 && Fact(pictures[0], question.Fact) == Fact(pictures[1], question.Fact) ? "yes" : "no",
            "after" => Fact(After(call.LastUser!, of[1]) ?? pictures[^1], question.Fact),
            "last" => Fact(pictures[^1], question.Fact),
            var place => int.Parse(place, CultureInfo.InvariantCulture) is var n && n <= pictures.Count ? Fact(pictures[n - 1], question.Fact) : Nothing,
        };
    }

    private string Fact(Picture picture, string fact) => key.Find(picture.Bytes)?.Of(fact, picture.Eye) ?? Illegible;

    /// <summary>The first picture after a label; when all stand before it, the one as far from the start as the label is among the pictures' labels.</summary>
    private static Picture? After(Turn turn, string label)
    {
        var at = turn.Text.IndexOf(label, StringComparison.Ordinal);
        if (turn.Pictures.FirstOrDefault(p => p.Position > at) is { } next)
            return next;
        // Labels are "Card A:", "Card B:" …: without places a model counts.
        var place = label.Length > 5 ? label[5] - 'A' : 0;
        return place >= 0 && place < turn.Pictures.Count ? turn.Pictures[place] : null;
    }

    private static int Between(Turn turn, string[] words)
    {
        var from = turn.Text.IndexOf(words[0], StringComparison.Ordinal);
        // The question at the end names both words again; what counts is the first mention of each.
        var to = turn.Text.IndexOf(words[1], StringComparison.Ordinal);
        return turn.Pictures.Count(p => p.Position > from && p.Position <= to);
    }
}
