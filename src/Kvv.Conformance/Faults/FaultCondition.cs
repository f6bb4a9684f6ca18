namespace Kvv.Conformance.Faults;

/// <summary>What must be the case for a fault to show.</summary>
public enum FaultCondition
{
    /// <summary>The request asks for a stream.</summary>
    Stream,

    /// <summary>The request asks for the answer as a whole.</summary>
    Whole,

    /// <summary>The conversation has reached a turn, counted in user and tool turns from 1.</summary>
    Turn,

    /// <summary>Thinking is on, or off.</summary>
    Thinking,

    /// <summary><c>tool_choice</c> has one of some values.</summary>
    ToolChoice,

    /// <summary>So many requests are in flight together.</summary>
    Concurrency,

    /// <summary>The prompt has so many tokens.</summary>
    PromptTokens,

    /// <summary>The answer, or the arguments of one call, have so many bytes.</summary>
    OutputBytes,

    /// <summary>The prefix of the prompt was served before and is cached.</summary>
    Warm,

    /// <summary>The process has served so many requests.</summary>
    Served,

    /// <summary>It shows in a share of otherwise equal requests.</summary>
    Probability,

    /// <summary>It follows the connection or the key of a client.</summary>
    Sticky,

    /// <summary>The request, or the value to be answered, contains a given text.</summary>
    Literal,
}
