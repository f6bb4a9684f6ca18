namespace Kvv.Wire;

/// <content>
/// What the transport and the readers of whole and streamed replies see. Each line is the rule that is broken. What can be
/// told from the folded reply is left to the detectors, but for <see cref="FinishMissing"/>, <see cref="FinishUnknown"/> and
/// <see cref="ToolCallIndexMissing"/> of a stream: those the stream assembler reports too, so that it can stand alone.
/// </content>
public static partial class AnomalyKinds
{
    // Transport: what came over the connection.

    /// <summary>A stream, once begun, is not broken off by its sender.</summary>
    public const string StreamCut = "stream-cut";

    /// <summary>A whole body arrives to its announced end.</summary>
    public const string BodyCut = "body-cut";

    /// <summary>A begun answer is not silent for longer than the idle limit.</summary>
    public const string IdleLimitHit = "idle-limit-hit";

    /// <summary>A begun answer ends within the total limit.</summary>
    public const string TotalLimitHit = "total-limit-hit";

    /// <summary>A body stays below the largest size that is read.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>A request with <c>stream: true</c> is answered with an event stream, not with one JSON body.</summary>
    public const string StreamAnsweredWhole = "stream-answered-whole";

    /// <summary>A request without <c>stream: true</c> is answered with one JSON body, not with an event stream.</summary>
    public const string WholeAnsweredStreamed = "whole-answered-streamed";

    /// <summary>The media type is <c>application/json</c> or <c>text/event-stream</c>.</summary>
    public const string MediaTypeUnknown = "media-type-unknown";

    /// <summary>A body is not compressed unless the client offered to take it so.</summary>
    public const string ContentEncodingUnasked = "content-encoding-unasked";

    // Framing of an event stream.

    /// <summary>A stream holds at least one event beside <c>[DONE]</c>.</summary>
    public const string StreamEmpty = "stream-empty";

    /// <summary>A stream ends with <c>data: [DONE]</c>.</summary>
    public const string StreamNoDone = "stream-no-done";

    /// <summary>No event follows <c>[DONE]</c>.</summary>
    public const string StreamAfterDone = "stream-after-done";

    /// <summary>Every <c>data</c> is <c>[DONE]</c> or one JSON text.</summary>
    public const string StreamFrameNotJson = "stream-frame-not-json";

    /// <summary>Every JSON text of a stream is an object.</summary>
    public const string StreamFrameNotObject = "stream-frame-not-object";

    /// <summary>A comment is a line of its own, not the payload of <c>data:</c>.</summary>
    public const string StreamCommentAsData = "stream-comment-as-data";

    /// <summary>An event carries data.</summary>
    public const string StreamEmptyEvent = "stream-empty-event";

    /// <summary>The last event ends with a blank line; without one a reader drops it.</summary>
    public const string StreamUnterminatedEvent = "stream-unterminated-event";

    /// <summary>Every line is a comment, blank, or one of the fields <c>data</c>, <c>event</c>, <c>id</c> and <c>retry</c>.</summary>
    public const string StreamUnknownField = "stream-unknown-field";

    /// <summary>A chat stream has no events of the type <c>error</c>.</summary>
    public const string StreamErrorEvent = "stream-error-event";

    /// <summary>A stream is not mostly garbage: after a thousand frames that are no JSON the rest is not read.</summary>
    public const string StreamUnreadable = "stream-unreadable";

    // The text of a whole body.

    /// <summary>A success has a body.</summary>
    public const string BodyEmpty = "body-empty";

    /// <summary>A body called JSON is JSON.</summary>
    public const string BodyNotJson = "body-not-json";

    /// <summary>The body of a reply is a JSON object.</summary>
    public const string BodyNotObject = "body-not-object";

    /// <summary>JSON text does not start with a byte order mark (RFC 8259, 8.1).</summary>
    public const string BodyByteOrderMark = "body-byte-order-mark";

    /// <summary>Nothing but white space follows the reply's object.</summary>
    public const string BodyTrailingBytes = "body-trailing-bytes";

    // JSON and encoding, whole and streamed.

    /// <summary>JSON text is valid UTF-8 (RFC 8259, 8.1).</summary>
    public const string InvalidUtf8 = "invalid-utf8";

    /// <summary>An escaped surrogate pair is not torn between two deltas: clients that decode each delta alone lose it.</summary>
    public const string StreamSplitSurrogate = "stream-split-surrogate";

    /// <summary>The names in one JSON object are unique.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>A member has the type that the API gives it.</summary>
    public const string MemberTypeWrong = "member-type-wrong";

    // The envelope: id, object, created, model, choices.

    /// <summary>A success carries no error object.</summary>
    public const string ErrorInSuccess = "error-in-success";

    /// <summary>Reply and chunk carry <c>id</c>, <c>created</c> and <c>model</c>.</summary>
    public const string EnvelopeMemberMissing = "envelope-member-missing";

    /// <summary><c>object</c> is <c>chat.completion</c> in a whole reply and <c>chat.completion.chunk</c> in a chunk.</summary>
    public const string ObjectWrong = "object-wrong";

    /// <summary>All chunks of a stream carry one <c>id</c>.</summary>
    public const string StreamIdChanges = "stream-id-changes";

    /// <summary>All chunks of a stream carry one <c>model</c>.</summary>
    public const string StreamModelChanges = "stream-model-changes";

    /// <summary>All chunks of a stream carry one <c>created</c>.</summary>
    public const string StreamCreatedChanges = "stream-created-changes";

    /// <summary>All chunks of a stream carry one <c>object</c>.</summary>
    public const string StreamObjectChanges = "stream-object-changes";

    /// <summary>Reply and chunk carry <c>choices</c>.</summary>
    public const string ChoicesMissing = "choices-missing";

    /// <summary>A reply has at least one choice.</summary>
    public const string ChoicesEmpty = "choices-empty";

    // A choice.

    /// <summary>A choice carries <c>index</c>.</summary>
    public const string ChoiceIndexMissing = "choice-index-missing";

    /// <summary>A choice's <c>index</c> is an integer from 0.</summary>
    public const string ChoiceIndexNotInteger = "choice-index-not-integer";

    /// <summary>A whole reply gives each choice an index of its own.</summary>
    public const string ChoiceIndexReused = "choice-index-reused";

    /// <summary>A choice of a chunk carries <c>delta</c>.</summary>
    public const string DeltaMissing = "delta-missing";

    /// <summary>A choice of a whole reply carries <c>message</c>.</summary>
    public const string MessageMissing = "message-missing";

    /// <summary>The first delta of a choice carries <c>role</c>.</summary>
    public const string RoleMissing = "role-missing";

    /// <summary>Only the first delta of a choice carries <c>role</c>.</summary>
    public const string RoleRepeated = "role-repeated";

    /// <summary>A delta's <c>role</c> is not the empty string.</summary>
    public const string RoleEmpty = "role-empty";

    /// <summary>One delta carries text of one channel, content or reasoning.</summary>
    public const string DeltaMixesChannels = "delta-mixes-channels";

    /// <summary>Reasoning travels in one field, <c>reasoning_content</c> or <c>reasoning</c>, and stays in it.</summary>
    public const string ReasoningBothFields = "reasoning-both-fields";

    /// <summary>A choice has one finish reason.</summary>
    public const string FinishRepeated = "finish-repeated";

    /// <summary>A finish reason that is not known yet is <c>null</c>, never the empty string.</summary>
    public const string FinishEmpty = "finish-empty";

    /// <summary>No text and no call follow a choice's finish reason.</summary>
    public const string ContentAfterFinish = "content-after-finish";

    // Tool calls.

    /// <summary>A <c>tool_calls</c> that is present lists at least one call.</summary>
    public const string ToolCallsEmpty = "tool-calls-empty";

    /// <summary>A tool call's <c>index</c> is an integer from 0.</summary>
    public const string ToolCallIndexNotInteger = "tool-call-index-not-integer";

    /// <summary>One index belongs to one call: a second id under it makes clients join two calls into one.</summary>
    public const string ToolCallIndexReused = "tool-call-index-reused";

    /// <summary>A call keeps its index: one id does not appear under two.</summary>
    public const string ToolCallIndexDrifts = "tool-call-index-drifts";

    /// <summary>Only a call's first delta carries its id: clients that join strings would double it.</summary>
    public const string ToolCallIdRepeated = "tool-call-id-repeated";

    /// <summary>Only a call's first delta carries its name: clients that join strings would double it.</summary>
    public const string ToolCallNameRepeated = "tool-call-name-repeated";

    /// <summary>A call's arguments are a string that holds JSON, not a JSON value.</summary>
    public const string ToolCallArgumentsNotString = "tool-call-arguments-not-string";

    // Usage.

    /// <summary>Every place that reports usage reports the same final counts.</summary>
    public const string UsageDiffers = "usage-differs";

    /// <summary>Token counts are integers.</summary>
    public const string UsageNotIntegers = "usage-not-integers";
}
