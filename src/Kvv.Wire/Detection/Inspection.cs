namespace Kvv.Wire.Detection;

/// <summary>One reply to inspect, with what it answers. Belongs to one thread.</summary>
/// <param name="Request">The request as sent.</param>
/// <param name="Reply">The folded reply.</param>
/// <param name="Streamed">Whether the reply came as a stream.</param>
/// <param name="Format">The model's chat format, from its profile.</param>
public sealed record Inspection(ChatRequest Request, ChatReply Reply, bool Streamed, ChatFormat Format)
{
    private RequestFacts? _asked;
    private IReadOnlyList<ReplyText>? _texts;

    // What is worked out from the parameters stays behind when a copy is made by `with`.
    private Inspection(Inspection original)
    {
        Request = original.Request;
        Reply = original.Reply;
        Streamed = original.Streamed;
        Format = original.Format;
    }

    /// <summary>What the request says, read once for all detectors.</summary>
    internal RequestFacts Asked => _asked ??= RequestFacts.Of(Request);

    /// <summary>Every text of the reply, listed once for all detectors.</summary>
    internal IReadOnlyList<ReplyText> Texts => _texts ??= ReplyText.AllOf(Reply);

    /// <summary>Two inspections are equal when their four parameters are.</summary>
    /// <param name="other">The other inspection.</param>
    public bool Equals(Inspection? other) => other is not null
        && Request == other.Request && Reply == other.Reply && Streamed == other.Streamed && Format == other.Format;

    /// <summary>A hash of the four parameters.</summary>
    public override int GetHashCode() => HashCode.Combine(Request, Reply, Streamed, Format);
}
