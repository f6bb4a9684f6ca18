using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>The old puzzle of chickens and rabbits in one cage, in English or Chinese: heads and legs are given.</summary>
internal sealed partial class HeadsAndLegsResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        var heads = Count(Heads().Match(scene.Ask));
        var legs = Count(Legs().Match(scene.Ask));
        if (heads is not { } h || legs is not { } l || l % 2 != 0 || l < 2 * h || l > 4 * h)
            return null;
        var rabbits = (l - 2 * h) / 2;
        return Draft.Saying(string.Create(CultureInfo.InvariantCulture,
            $"If all {h} animals were chickens there would be {2 * h} legs; each rabbit adds 2. The missing {l - 2 * h} legs make {rabbits} rabbits, and {h - rabbits} chickens."));
    }

    private static int? Count(Match match) =>
        match.Success && int.TryParse(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    [GeneratedRegex(@"(\d{1,4})\s*(?:heads?|个?头)|头[^\d]{0,6}(\d{1,4})", RegexOptions.IgnoreCase)]
    private static partial Regex Heads();

    [GeneratedRegex(@"(\d{1,4})\s*(?:legs?|feet|只?脚|条?腿)|[脚腿足][^\d]{0,6}(\d{1,4})", RegexOptions.IgnoreCase)]
    private static partial Regex Legs();
}
