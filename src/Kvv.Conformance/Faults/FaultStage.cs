namespace Kvv.Conformance.Faults;

/// <summary>The part of serving a request in which a fault acts, in the order a request passes them.</summary>
public enum FaultStage
{
    /// <summary>Reading and refusing requests. Ids begin with <c>rv-</c>.</summary>
    RequestValidation,

    /// <summary>Chat template and tokenization: what the model is given to read. Ids begin with <c>tt-</c>.</summary>
    Template,

    /// <summary>Sampling parameters, limits and stop strings. Ids begin with <c>sa-</c>.</summary>
    Sampling,

    /// <summary>Decoding, caches and numerics. Ids begin with <c>dk-</c>.</summary>
    Decoding,

    /// <summary>The split between reasoning and answer. Ids begin with <c>rc-</c>.</summary>
    Reasoning,

    /// <summary>Parsing, naming and reporting of tool calls. Ids begin with <c>tc-</c>.</summary>
    ToolCalls,

    /// <summary>Answers bound to a schema. Ids begin with <c>so-</c>.</summary>
    StructuredOutput,

    /// <summary>Server-sent events and the shape of what crosses the wire. Ids begin with <c>sw-</c>.</summary>
    Streaming,

    /// <summary>Token counts. Ids begin with <c>ua-</c>.</summary>
    Usage,

    /// <summary>Images and video. Ids begin with <c>vi-</c>.</summary>
    Vision,

    /// <summary>Conversations of several turns with tools. Ids begin with <c>ml-</c>.</summary>
    Conversation,

    /// <summary>Routing, capacity and availability. Ids begin with <c>op-</c>.</summary>
    Operations,
}

/// <summary>How a stage is written: in fault ids and for people.</summary>
public static class FaultStageNames
{
    /// <summary>The two letters with which the ids of a stage begin.</summary>
    /// <param name="stage">A defined stage.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stage"/> is not defined.</exception>
    public static string Prefix(this FaultStage stage) => Names(stage).Prefix;

    /// <summary>The heading of a stage, for people.</summary>
    /// <param name="stage">A defined stage.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stage"/> is not defined.</exception>
    public static string Heading(this FaultStage stage) => Names(stage).Heading;

    private static (string Prefix, string Heading) Names(FaultStage stage) => stage switch
    {
        FaultStage.RequestValidation => ("rv", "Request validation"),
        FaultStage.Template => ("tt", "Chat template and tokens"),
        FaultStage.Sampling => ("sa", "Sampling and limits"),
        FaultStage.Decoding => ("dk", "Decoding, caches and numerics"),
        FaultStage.Reasoning => ("rc", "Reasoning channel"),
        FaultStage.ToolCalls => ("tc", "Tool calls"),
        FaultStage.StructuredOutput => ("so", "Structured output"),
        FaultStage.Streaming => ("sw", "Streaming and wire shape"),
        FaultStage.Usage => ("ua", "Usage"),
        FaultStage.Vision => ("vi", "Images and video"),
        FaultStage.Conversation => ("ml", "Tool conversations"),
        FaultStage.Operations => ("op", "Operations"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No such stage."),
    };
}
