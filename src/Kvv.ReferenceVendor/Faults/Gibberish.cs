using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>Text as it comes from broken weights or kernels: fragments of many scripts without sense.</summary>
internal static class Gibberish
{
    private static readonly string[] Fragments =
    [
        "ление", "的な", "zeigt", "ción", "보다", "كان", "就是", "ment", "ová", "ってい", "ului", "ği", "ระ", "öö", "jší", "нн", "ande", "कर", "βα", "xfer",
    ];

    public static string Of(Dice dice, int fragments) =>
        string.Concat(Enumerable.Range(0, fragments).Select(_ => dice.Pick(Fragments) + (dice.Below(3) == 0 ? " " : "")));
}
