namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary>The registry's rows of this stage.</summary>
internal static class StreamingRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("sw-stream-differs", "The stream of a request lacks calls and the end of the text that the whole reply has.", () => new StreamDiffers(), "stream"),
        new("sw-done-missing", "A stream ends without [DONE].", () => new DoneMissing(), "stream"),
        new("sw-bare-eof", "A stream ends in the middle, without reason and without [DONE].", () => new BareEof(), "stream", Unlike: Departures.Chance),
        new("sw-done-after-drop", "A stream breaks off, then says [DONE] without a reason.", () => new DoneAfterDrop(), "stream", Unlike: Departures.Chance),
        new("sw-error-inside-200", "In the middle of a stream with status 200 stands an error object.", () => new ErrorInside200(), "stream", Unlike: Departures.Chance),
        new("sw-empty-success", "Status 200 with empty content, reason stop and usage of zero.", () => new EmptySuccess(), Unlike: Departures.Chance),
        new("sw-utf8-split", "Characters beyond ASCII arrive in a stream as pairs of U+FFFD.", () => new Utf8Split(), "stream"),
        new("sw-comment-as-data", "A heartbeat comment arrives as a data payload.", () => new CommentAsData(), "stream"),
        new("sw-empty-event", "A keep-alive makes an event with empty data.", () => new EmptyEvent(), "stream"),
        new("sw-role-wrong", "Every delta of a stream carries the role.", () => new RoleOnEveryDelta(), "stream"),
        new("sw-id-changes", "Every chunk of a stream has an id of its own.", () => new IdChanges(), "stream"),
        new("sw-null-delta-fields", "Every delta carries the fields it does not use, as null.", () => new NullDeltaFields(), "stream"),
        new("sw-tool-chunk-shape", "Continuation deltas of a call repeat its id, type and name slot.", () => new ToolChunkShape(), "stream"),
        new("sw-finish-raw-token", "The finish reason is the engine's stop token instead of stop.", () => new FinishRawToken()),
    ];
}
