using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Decoding;

/// <summary>
/// What a penalty on words that were said does to a text: a word that comes again and again gives way after a few times, the sooner
/// the higher the penalty. Below 0.5 nothing changes, so that every text without such a word stays as it is.
/// </summary>
internal static class RepetitionPenalty
{
    private const double Least = 0.5;

    public static void Apply(Draft draft, SamplingSettings sampling)
    {
        if (sampling.Penalty < Least || draft.Calls.Count > 0)
            return;
        var most = (int)Math.Ceiling(8 / sampling.Penalty);
        var said = new Dictionary<string, int>(StringComparer.Ordinal);
        draft.Content = string.Join(' ', draft.Content.Split(' ').Where(word => (said[word] = said.GetValueOrDefault(word) + 1) <= most));
    }
}
