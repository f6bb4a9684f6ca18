using System.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Writes the reasoning that goes before an answer: longer with more effort, and free of anything a chat format could mistake for a marker.</summary>
internal static class Thoughts
{
    private static readonly string[] Steps =
    [
        "First I look at what exactly is being asked.",
        "The wording leaves little room for other readings, so I take it at face value.",
        "I should keep the requested form in mind before writing anything.",
        "Let me check the earlier messages for details that matter here.",
        "Nothing in the instructions contradicts this plan.",
        "A second way to reach the same result would be to work backwards from the outcome.",
        "Doing so leads to the same place, which raises my confidence.",
        "I also consider whether an outside source is needed and see whether one is on offer.",
        "Possible slips are a wrong order, a missed item or an extra word.",
        "I go through each of these once and find none.",
        "The length should fit the request, neither padded nor clipped.",
        "If the person wanted something else, they could easily say so afterwards.",
        "It remains to put the result into plain words.",
        "With that settled, I can write the final answer.",
    ];

    /// <summary>The reasoning before a draft.</summary>
    public static string About(Scene scene, Draft draft)
    {
        var text = new StringBuilder("The request reads: ").Append(Gist(scene.Ask)).Append('.');
        // Thinking is sampled like everything else: where it starts differs from sample to sample.
        var first = scene.Dice.Below(Steps.Length);
        for (var i = 0; i < Count(scene.Call.Thinking.Effort); i++)
            text.Append(' ').Append(Steps[(first + i) % Steps.Length]);
        if (draft.Calls.Count > 0)
            text.Append(" A tool fits this, so I call ").AppendJoin(" and ", draft.Calls.Select(c => c.Name).Distinct()).Append('.');
        return text.ToString();
    }

    private static int Count(string? effort) => effort switch
    {
        "minimal" or "low" => 2,
        "high" => 8,
        "max" or "xhigh" => Steps.Length,
        _ => 5,
    };

    private static string Gist(string ask)
    {
        var words = new string([.. ask.Take(80).Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "nothing in words" : string.Join(' ', words.Take(9));
    }
}
