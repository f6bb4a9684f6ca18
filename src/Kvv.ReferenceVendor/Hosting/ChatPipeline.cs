using System.Globalization;
using System.Text;
using System.Text.Json;
using Kvv.ReferenceVendor.Cache;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.Faults;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Text;
using Kvv.ReferenceVendor.Usage;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>
/// The way of a chat request: check, conversation, prompt, cache, mind, decoding, usage. Between the stages the faults in
/// force have their say; without faults nothing here depends on other requests but the cache count.
/// </summary>
internal sealed class ChatPipeline(ReferenceOptions options, VendorContract contract, string modelId, RequestChecker checker, ScriptedMind mind, FaultPlan faults)
{
    private readonly CallReader _reader = new(contract);
    private readonly ChatTemplate _template = new(contract);
    private readonly PrefixCache _cache = new();

    /// <summary>A refusal or a reply, never both.</summary>
    public (Refusal? Refusal, ChatReply? Reply) Run(JsonElement body, CallFacts facts)
    {
        if (checker.Check(body, refusal => Review(refusal, facts)) is { } refused)
            return (refused, null);
        if (faults.At<IExtraCheckFault>(facts).Select(f => f.Fault.Examine(body, f.Scene)).FirstOrDefault(r => r is not null) is { } unjust)
            return (unjust, null);
        var call = _reader.Read(body, facts.BodyHash, facts.Occurrence);
        facts.Call = call;
        var prompt = _template.Render(call);
        var cached = _cache.Known(prompt);
        (facts.PromptTokens, facts.Warm) = (prompt.Count, cached > 0);
        if (TooLong(call, prompt.Count, Window(facts)) is { } tooLong && Review(tooLong, facts) is { } over)
            return (over, null);
        if (Distort(call, facts) is { } distorted)
        {
            prompt = distorted;
            cached = _cache.Known(prompt);
        }

        _cache.Remember(prompt);
        var generations = Enumerable.Range(0, call.Sampling.N).Select(i => Generate(call, i, facts)).ToList();
        var reply = Compose(call, generations, prompt.Count, cached, facts);
        foreach (var (fault, scene) in faults.At<IReplyFault>(facts))
            fault.Alter(reply, scene);
        return reply.Lost is { } lost ? (lost, null) : (null, reply);
    }

    /// <summary>The events of a streamed reply.</summary>
    public List<SseFrame> Stream(ChatReply reply, CallFacts facts)
    {
        var frames = ChunkWriter.Write(reply);
        foreach (var (fault, scene) in faults.At<IStreamFault>(facts))
            fault.Alter(frames, scene);
        return frames;
    }

    public Refusal? Intercept(CallFacts facts) =>
        faults.At<IOperationsFault>(facts).Select(f => f.Fault.Intercept(f.Scene)).FirstOrDefault(r => r is not null);

    /// <summary>Whether a fault leaves the request without an answer.</summary>
    public bool Hangs(CallFacts facts) => faults.At<IHangFault>(facts).Any(f => f.Fault.Hangs(f.Scene));

    /// <summary>What the faults make of a refusal; <see langword="null"/> when one waives it.</summary>
    public Refusal? Review(Refusal refusal, CallFacts facts)
    {
        Refusal? current = refusal;
        foreach (var (fault, scene) in faults.At<IRequestCheckFault>(facts))
        {
            if (current is not null)
                current = fault.Review(current, scene);
        }

        return current;
    }

    /// <summary>Lets conversation, sampling and prompt faults act; the new prompt, when one did.</summary>
    private RenderedPrompt? Distort(ChatCall call, CallFacts facts)
    {
        var changed = false;
        foreach (var (fault, scene) in faults.At<IConversationFault>(facts))
        {
            fault.Alter(call, scene);
            changed = true;
        }

        foreach (var (fault, scene) in faults.At<ISamplingFault>(facts))
            fault.Alter(call.Sampling, scene);
        var promptFaults = faults.At<IPromptFault>(facts).ToList();
        if (!changed && promptFaults.Count == 0)
            return null;
        var prompt = _template.Render(call);
        foreach (var (fault, scene) in promptFaults)
            fault.Alter(prompt, scene);
        return prompt;
    }

    private long Window(CallFacts facts) => faults.At<IWindowFault>(facts).Aggregate(contract.WindowTokens, (tokens, f) => f.Fault.Window(tokens, f.Scene));

    private static Refusal? TooLong(ChatCall call, int prompt, long window)
    {
        if (prompt > window)
            return Over(string.Create(CultureInfo.InvariantCulture, $"The prompt has {prompt} tokens; this model's context window is {window} tokens."), "messages");
        return call.Sampling.Cap is { } cap && prompt + (long)cap > window
            ? Over(string.Create(CultureInfo.InvariantCulture, $"The prompt's {prompt} tokens and the {cap} asked for exceed this model's context window of {window} tokens."), "max_tokens")
            : null;
    }

    private static Refusal Over(string message, string param) => Refusal.Bad(BrokenRule.Window, message, param, "context_length_exceeded");

    private Generation Generate(ChatCall call, int index, CallFacts facts)
    {
        var draft = mind.Decide(call, index);
        facts.OutputBytes = Encoding.UTF8.GetByteCount(draft.Reasoning ?? "") + Encoding.UTF8.GetByteCount(draft.Content)
            + draft.Calls.Sum(c => Encoding.UTF8.GetByteCount(c.Arguments));
        foreach (var (fault, scene) in faults.At<IDecodingFault>(facts))
            fault.Alter(draft, scene);
        foreach (var (fault, scene) in faults.At<IStructuredOutputFault>(facts))
            fault.Alter(draft, scene);
        foreach (var (fault, scene) in faults.At<IToolCallFault>(facts))
            fault.Alter(draft, scene);
        foreach (var (fault, scene) in faults.At<IReasoningFault>(facts))
            fault.Alter(draft, scene);
        RepetitionPenalty.Apply(draft, call.Sampling);
        var generation = TokenCutter.Cut(draft, call.Sampling, index);
        foreach (var (fault, scene) in faults.At<IGenerationFault>(facts))
            fault.Alter(generation, scene);
        return generation;
    }

    private ChatReply Compose(ChatCall call, List<Generation> generations, int prompt, int cached, CallFacts facts)
    {
        var identity = StableHash.Combine(StableHash.Combine(options.Seed, call.BodyHash), (ulong)call.Occurrence);
        return new()
        {
            Call = call,
            Id = string.Create(CultureInfo.InvariantCulture, $"chatcmpl-{identity:x16}{(uint)StableHash.Mix(identity):x8}"),
            Created = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
            Model = call.Model.Length > 0 ? call.Model : modelId,
            Choices = generations,
            ReasoningField = contract.Thinking.ReasoningField,
            Usage = Altered(UsageCounter.Count(contract, prompt, cached, generations), facts),
            ChoiceUsage = contract.UsageInChoice ? [.. generations.Select(g => Altered(UsageCounter.Count(contract, prompt, cached, [g]), facts))] : [],
        };
    }

    private UsageRecord? Altered(UsageRecord usage, CallFacts facts)
    {
        UsageRecord? current = usage;
        foreach (var (fault, scene) in faults.At<IUsageFault>(facts))
        {
            if (current is not null)
                current = fault.Alter(current, scene);
        }

        return current;
    }
}
