using System.Text.Json;
using Kvv.ReferenceVendor.Channels;
using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>
/// A request that passed the check, in the endpoint's own terms. Faults of the conversation and sampling stages change it, as
/// a wrong deployment would; nothing else does.
/// </summary>
internal sealed class ChatCall
{
    /// <summary>The body as sent.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The model asked for, and named in the reply.</summary>
    public required string Model { get; set; }

    public required List<Turn> Turns { get; init; }

    /// <summary>Top-level tools; <see cref="AllTools"/> has those declared in messages too.</summary>
    public required List<ToolDeclaration> Tools { get; init; }

    public required ToolChoice Choice { get; set; }

    public bool Parallel { get; set; } = true;

    public ResponseShape Shape { get; set; } = ResponseShape.Text;

    public required ThinkingSetting Thinking { get; set; }

    public required SamplingSettings Sampling { get; init; }

    public bool Stream { get; init; }

    public bool IncludeUsage { get; set; }

    /// <summary>Hash of the whole body; seeds ids and chances.</summary>
    public required ulong BodyHash { get; init; }

    /// <summary>Hash of the body without how it is delivered and without <c>seed</c>; seeds texts, so whole and streamed replies agree.</summary>
    public required ulong ContentHash { get; init; }

    /// <summary>How often this very body was sent before: separates repeats of one request.</summary>
    public required int Occurrence { get; init; }

    public IEnumerable<ToolDeclaration> AllTools => Tools.Concat(Turns.SelectMany(t => t.Tools));

    public Turn? LastUser => Turns.FindLast(t => t.Role == "user");

    public string LastUserText => LastUser?.Text ?? "";

    /// <summary>User turns so far: 1 in a fresh conversation.</summary>
    public int TurnNumber => Turns.Count(t => t.Role == "user");

    /// <summary>Tool calls in the conversation so far.</summary>
    public int PastCalls => Turns.Sum(t => t.Calls.Count);
}
