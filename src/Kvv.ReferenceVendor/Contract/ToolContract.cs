namespace Kvv.ReferenceVendor.Contract;

/// <summary>The profile's tool rules.</summary>
internal sealed record ToolContract
{
    public IReadOnlyList<string> ChoicesThinking { get; init; } = ["auto", "none"];

    public IReadOnlyList<string> ChoicesNotThinking { get; init; } = ["auto", "none"];

    /// <summary>Ids count the calls of the whole conversation: <c>functions.name:0</c>, <c>functions.name:1</c> …</summary>
    public bool CountedIds { get; init; }

    public bool Parallel { get; init; } = true;

    /// <summary>Tools may be declared inside content-less system messages.</summary>
    public bool Dynamic { get; init; }

    public int MaxNameLength { get; init; } = 64;

    /// <summary>Strict schemas are held to Moonshot's schema subset.</summary>
    public bool StrictIsMfjs { get; init; }

    public IReadOnlyList<string> Choices(bool thinking) => thinking ? ChoicesThinking : ChoicesNotThinking;
}
