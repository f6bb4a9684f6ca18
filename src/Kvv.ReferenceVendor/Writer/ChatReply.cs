using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Writer;

/// <summary>Everything a reply says, before it is written whole or as a stream.</summary>
internal sealed class ChatReply
{
    public required ChatCall Call { get; init; }

    public required string Id { get; init; }

    public required long Created { get; init; }

    public required string Model { get; set; }

    public required List<Generation> Choices { get; init; }

    /// <summary>Of the whole reply; <see langword="null"/> is not reported.</summary>
    public UsageRecord? Usage { get; set; }

    /// <summary>Per choice, for contracts that report it there; empty otherwise.</summary>
    public List<UsageRecord?> ChoiceUsage { get; init; } = [];

    /// <summary>Set by a fault: the reply is lost and this is answered instead.</summary>
    public Refusal? Lost { get; set; }

    /// <summary>The member that carries reasoning.</summary>
    public required string? ReasoningField { get; set; }
}
