namespace Kvv.Conformance;

/// <summary>The parts of the suite; the values of NUnit's <c>TestCategory</c>.</summary>
public static class Category
{
    /// <summary>The rules of the API; all <c>must</c> rules pass before a benchmark sends anything.</summary>
    public const string PreVerification = nameof(PreVerification);

    /// <summary>Pictures.</summary>
    public const string Multimodal = nameof(Multimodal);

    /// <summary>Reasoning and long output.</summary>
    public const string Reasoning = nameof(Reasoning);

    /// <summary>Tool calls.</summary>
    public const string ToolCall = nameof(ToolCall);

    /// <summary>Many turns.</summary>
    public const string Agentic = nameof(Agentic);
}
