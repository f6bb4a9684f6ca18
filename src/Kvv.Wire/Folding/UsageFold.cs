using System.Text;
using Kvv.Wire.Json;

namespace Kvv.Wire.Folding;

/// <summary>Keeps the last usage record of each place and chooses the one to trust.</summary>
internal sealed class UsageFold(AnomalyLog log)
{
    private readonly Record?[] _records = new Record?[Enum.GetValues<UsageSite>().Length];
    private int? _choice;
    private bool _severalChoices;

    /// <summary>Reads a usage record.</summary>
    /// <param name="usage">The member's value; absent and <c>null</c> are no record.</param>
    /// <param name="site">Where it stood.</param>
    /// <param name="final">Whether it counts the finished reply: running counts may differ from the final ones.</param>
    public void Read(JsonValue usage, UsageSite site, bool final)
    {
        if (!Expect.IsObject(usage, "usage", log))
            return;
        var counts = Counts(usage);
        var record = _records[(int)site] ??= new();
        if (site is UsageSite.Whole or UsageSite.SummaryChunk && record.Seen && !counts.AgreesWith(record.Counts))
            log.Add(AnomalyKinds.UsageDiffers, "A second usage record contradicts the first.", usage.Raw);
        record.Seen = true;
        record.Final = final;
        record.Counts = counts;
        record.Raw.Set(usage.Raw);
    }

    /// <summary>Reads a usage record that stands inside a choice.</summary>
    public void ReadInChoice(JsonValue usage, int? choice, bool final)
    {
        if (usage.IsNothing)
            return;
        // With several choices each counts its own tokens, so none of them is the sum.
        _severalChoices |= _records[(int)UsageSite.Choice] is not null && _choice != choice;
        _choice = choice;
        Read(usage, UsageSite.Choice, final);
    }

    /// <summary>The most trusted record, after comparing all places.</summary>
    public Usage? ToUsage()
    {
        var trusted = (_records[(int)UsageSite.Whole], _records[(int)UsageSite.SummaryChunk], _records[(int)UsageSite.Choice], _records[(int)UsageSite.Chunk]) switch
        {
            ({ }, _, _, _) => UsageSite.Whole,
            (_, { }, _, _) => UsageSite.SummaryChunk,
            (_, _, { }, _) => UsageSite.Choice,
            (_, _, _, { }) => UsageSite.Chunk,
            _ => (UsageSite?)null,
        };
        if (trusted is not { } site)
            return null;
        var record = _records[(int)site]!;
        foreach (var other in Enum.GetValues<UsageSite>())
            Compare(record, _records[(int)other], other);
        return record.Counts.ToUsage(site, Encoding.UTF8.GetString(record.Raw.Span));
    }

    private void Compare(Record trusted, Record? other, UsageSite site)
    {
        if (other is null || ReferenceEquals(trusted, other) || !other.Final || !trusted.Final)
            return;
        if (_severalChoices && (site == UsageSite.Choice || ReferenceEquals(trusted, _records[(int)UsageSite.Choice])))
            return;
        if (!trusted.Counts.AgreesWith(other.Counts))
            log.Add(AnomalyKinds.UsageDiffers, $"The usage in the place '{site}' contradicts the most trusted one.", other.Raw.Span);
    }

    private TokenCounts Counts(JsonValue usage)
    {
        JsonValue prompt = default, completion = default, total = default, cached = default, reasoning = default;
        foreach (var member in usage.Members)
        {
            switch (member.Name)
            {
                case WireName.PromptTokens:
                    prompt = member.Value;
                    break;
                case WireName.CompletionTokens:
                    completion = member.Value;
                    break;
                case WireName.TotalTokens:
                    total = member.Value;
                    break;
                case WireName.CachedTokens:
                    cached = member.Value;
                    break;
                case WireName.ReasoningTokens:
                    reasoning = member.Value;
                    break;
            }
        }

        return new(
            Count(prompt),
            Count(completion),
            Count(total),
            Count(usage[WireName.PromptTokensDetails][WireName.CachedTokens]) ?? Count(cached),
            Count(usage[WireName.CompletionTokensDetails][WireName.ReasoningTokens]) ?? Count(reasoning));
    }

    private long? Count(JsonValue value)
    {
        if (value.IsNothing)
            return null;
        if (value.TryInteger(out var count))
            return count;
        log.Add(AnomalyKinds.UsageNotIntegers, "A token count is no integer.", value.Raw);
        return null;
    }

    private sealed class Record
    {
        public bool Seen { get; set; }

        public bool Final { get; set; }

        public TokenCounts Counts { get; set; }

        public ByteBuffer Raw { get; } = new();
    }
}
