using System.Collections.Concurrent;
using Kvv.ReferenceVendor.Prompt;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Cache;

/// <summary>
/// Remembers which prompt prefixes were computed, in blocks of 16 tokens, as engines with paged memory do. A hit changes what
/// is reported, never what is answered.
/// </summary>
internal sealed class PrefixCache
{
    /// <summary>Tokens in a block.</summary>
    public const int Block = 16;

    private const int Capacity = 2_000_000;
    private readonly ConcurrentDictionary<ulong, byte> _blocks = new();

    /// <summary>Tokens of the prompt that lie in known blocks. The last token is always computed, so a prompt is never wholly cached.</summary>
    public int Known(RenderedPrompt prompt)
    {
        var known = 0;
        foreach (var key in Keys(prompt))
        {
            if (!_blocks.ContainsKey(key))
                break;
            known += Block;
        }

        return known;
    }

    /// <summary>Remembers the prompt's full blocks. A full cache starts over: this one serves tests, not months of traffic.</summary>
    public void Remember(RenderedPrompt prompt)
    {
        if (_blocks.Count > Capacity)
            _blocks.Clear();
        foreach (var key in Keys(prompt))
            _blocks.TryAdd(key, 0);
    }

    private static IEnumerable<ulong> Keys(RenderedPrompt prompt)
    {
        var key = 0UL;
        for (var end = Block; end < prompt.Count; end += Block)
        {
            for (var i = end - Block; i < end; i++)
                key = StableHash.Of(prompt.Tokens[i].Text, StableHash.Combine(key, prompt.Tokens[i].IsControl ? 1UL : 0UL));
            yield return key;
        }
    }
}
