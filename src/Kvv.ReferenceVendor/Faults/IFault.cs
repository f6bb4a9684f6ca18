using System.Text.Json;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Text;
using Kvv.ReferenceVendor.Usage;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>A way of serving the model wrongly. A fault implements the hook of each stage at which it acts.</summary>
internal interface IFault;

/// <summary>What a fault may look at besides the thing it changes.</summary>
/// <param name="Contract">The model played.</param>
/// <param name="Facts">The request so far.</param>
/// <param name="Dice">The fault's own choices, the same for the same request.</param>
internal sealed record FaultScene(VendorContract Contract, CallFacts Facts, Dice Dice)
{
    /// <summary>The request as read; faults that act before it is read have none.</summary>
    public ChatCall Call => Facts.Call ?? throw new InvalidOperationException("The request has not been read yet.");
}

/// <summary>Acts before anything is checked: outages.</summary>
internal interface IOperationsFault : IFault
{
    Refusal? Intercept(FaultScene scene);
}

/// <summary>Never answers a request, and keeps its connection open.</summary>
internal interface IHangFault : IFault
{
    bool Hangs(FaultScene scene);
}

/// <summary>Refuses what a healthy endpoint serves.</summary>
internal interface IExtraCheckFault : IFault
{
    Refusal? Examine(JsonElement body, FaultScene scene);
}

/// <summary>Serves another context window than the profile's.</summary>
internal interface IWindowFault : IFault
{
    long Window(long tokens, FaultScene scene);
}

/// <summary>Changes or waives (<see langword="null"/>) a refusal.</summary>
internal interface IRequestCheckFault : IFault
{
    Refusal? Review(Refusal refusal, FaultScene scene);
}

/// <summary>Changes the request the model sees: switches, tools, formats, turns.</summary>
internal interface IConversationFault : IFault
{
    void Alter(ChatCall call, FaultScene scene);
}

/// <summary>Changes sampling settings.</summary>
internal interface ISamplingFault : IFault
{
    void Alter(SamplingSettings sampling, FaultScene scene);
}

/// <summary>Changes the rendered prompt.</summary>
internal interface IPromptFault : IFault
{
    void Alter(RenderedPrompt prompt, FaultScene scene);
}

/// <summary>Changes the message the model wrote: what decoding did to it.</summary>
internal interface IDecodingFault : IFault
{
    void Alter(Draft draft, FaultScene scene);
}

/// <summary>Changes how constrained output comes out.</summary>
internal interface IStructuredOutputFault : IFault
{
    void Alter(Draft draft, FaultScene scene);
}

/// <summary>Changes how tool calls are parsed out of the text.</summary>
internal interface IToolCallFault : IFault
{
    void Alter(Draft draft, FaultScene scene);
}

/// <summary>Changes how reasoning is parted from the answer.</summary>
internal interface IReasoningFault : IFault
{
    void Alter(Draft draft, FaultScene scene);
}

/// <summary>Changes the tokens and the finish reason after caps and stops.</summary>
internal interface IGenerationFault : IFault
{
    void Alter(Generation generation, FaultScene scene);
}

/// <summary>Changes a usage record; <see langword="null"/> leaves it out.</summary>
internal interface IUsageFault : IFault
{
    UsageRecord? Alter(UsageRecord usage, FaultScene scene);
}

/// <summary>Changes the events of a stream.</summary>
internal interface IStreamFault : IFault
{
    void Alter(List<SseFrame> frames, FaultScene scene);
}

/// <summary>Changes the finished reply in both modes.</summary>
internal interface IReplyFault : IFault
{
    void Alter(ChatReply reply, FaultScene scene);
}
