namespace Kvv.ReferenceVendor.Mind;

/// <summary>What the mind decided to say, before it is cut into tokens.</summary>
internal sealed class Draft
{
    public string? Reasoning { get; set; }

    public string Content { get; set; } = "";

    public List<DraftCall> Calls { get; } = [];

    /// <summary>Set by a fault to report another reason than the one that follows from the message.</summary>
    public string? FinishReason { get; set; }

    public static Draft Saying(string content) => new() { Content = content };
}

/// <summary>A tool call the mind decided on.</summary>
internal sealed class DraftCall
{
    public string Id { get; set; } = "";

    public required string Name { get; set; }

    public required string Arguments { get; set; }
}
