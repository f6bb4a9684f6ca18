using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>City names a prompt may mention, in the order in which it mentions them.</summary>
internal static partial class Places
{
    public static IReadOnlyList<string> In(string text) => [.. Name().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\b(?:Beijing|Shanghai|Shenzhen|Guangzhou|Hangzhou|Chengdu|Hong Kong|Taipei|Tokyo|Osaka|Kyoto|Seoul|Busan|Singapore|Bangkok|Jakarta|Manila|Hanoi|Delhi|Mumbai|Bangalore|Dubai|Cairo|Lagos|Nairobi|Cape Town|Istanbul|Moscow|Berlin|Hamburg|Munich|Vienna|Zurich|Geneva|Paris|Lyon|Marseille|London|Manchester|Edinburgh|Dublin|Madrid|Barcelona|Lisbon|Porto|Rome|Milan|Venice|Athens|Prague|Warsaw|Budapest|Oslo|Stockholm|Helsinki|Copenhagen|Reykjavik|Amsterdam|Brussels|New York|Boston|Chicago|Seattle|San Francisco|Los Angeles|Denver|Austin|Miami|Toronto|Montreal|Vancouver|Mexico City|Lima|Bogota|Santiago|Buenos Aires|Rio de Janeiro|Sydney|Melbourne|Perth|Auckland|Wellington)\b|北京|上海|深圳|广州|杭州|成都|香港|台北|东京|大阪|首尔|新加坡|巴黎|伦敦|柏林|纽约|旧金山")]
    private static partial Regex Name();
}
