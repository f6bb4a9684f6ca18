namespace Kvv.ReferenceVendor.Conversation;

/// <summary>One message as the model sees it.</summary>
internal sealed record Turn(string Role, string Text)
{
    public string? Reasoning { get; init; }

    public IReadOnlyList<PastCall> Calls { get; init; } = [];

    /// <summary>The call a tool message answers.</summary>
    public string? CallId { get; init; }

    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Tools declared by this message (content-less system messages of K3).</summary>
    public IReadOnlyList<ToolDeclaration> Tools { get; init; } = [];
}

/// <summary>A tool call of an earlier turn; arguments as they were sent, valid JSON or not.</summary>
internal sealed record PastCall(string Id, string Name, string Arguments);

/// <summary>An image of a message: its bytes and where it stands in the text (characters before it).</summary>
internal sealed record Picture(byte[] Bytes, int Position)
{
    public bool IsVideo { get; init; }

    /// <summary>What went wrong with it on its way to the model, by the names of the sight key; <see langword="null"/> when nothing did.</summary>
    public string? Eye { get; init; }
}
