namespace Kvv.Wire.Transport;

/// <summary>Chooses how an answer is read, by its media type, and reports where it is not what was asked for.</summary>
internal static class AnswerReader
{
    public const string EventStream = "text/event-stream";
    public const string Json = "application/json";

    /// <summary>Whether the answer is read as a stream.</summary>
    public static bool IsStream(ResponseHead head) => head.IsSuccess && head.Encoding is null && head.MediaType == EventStream;

    /// <summary>Whether the answer is read as one JSON reply.</summary>
    public static bool IsWhole(ResponseHead head) => head.IsSuccess && head.Encoding is null && head.MediaType == Json;

    /// <summary>How the answer's kind differs from what was asked for, or <see langword="null"/>.</summary>
    public static Anomaly? Mismatch(ResponseHead head, bool streamed)
    {
        if (!head.IsSuccess)
            return null;
        if (head.Encoding is { } encoding)
            return new(AnomalyKinds.ContentEncodingUnasked, $"The body is encoded as '{Shorten(encoding)}', which was not asked for; it is not read.");
        return head.MediaType switch
        {
            EventStream => streamed ? null : new(AnomalyKinds.WholeAnsweredStreamed, "An event stream answers a request for a whole reply."),
            Json => streamed ? new(AnomalyKinds.StreamAnsweredWhole, "One JSON body answers a request for a stream.") : null,
            null => new(AnomalyKinds.MediaTypeUnknown, "The answer has no content type; it is not read."),
            { } other => new(AnomalyKinds.MediaTypeUnknown, $"The answer's media type is '{Shorten(other)}'; it is not read."),
        };
    }

    /// <summary>Reads a recorded body as the head calls for.</summary>
    /// <returns><see langword="null"/> when it is of a kind that holds no reply.</returns>
    public static AssembledReply? Read(ResponseHead head, ReadOnlySpan<byte> body) =>
        IsStream(head) ? StreamAssembler.Assemble(body) : IsWhole(head) ? WholeReplyReader.Read(body) : null;

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80];
}
