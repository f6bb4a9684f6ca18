using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Mind.Tools;
using Kvv.ReferenceVendor.Schemas;
using Kvv.ReferenceVendor.Text;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Answers by the first responder that understands the prompt.</summary>
internal sealed class ScriptedMind(VendorContract contract, ISchemaKnowledge schemas, AnswerKey key, SightKey sights, ConversationKey conversations, Rehearsals rehearsals, double skill, ulong seed)
{
    private readonly IResponder[] _responders =
    [
        new RehearsalResponder(rehearsals, skill, seed),
        new AnswerKeyResponder(key, skill, seed),
        new ConversationKeyResponder(conversations, schemas, skill, seed),
        new SightResponder(sights, skill, seed),
        new ToolLoopResponder(schemas),
        new ToolResponder(schemas),
        new JsonResponder(schemas),
        new VerbatimResponder(),
        new EffortResponder(),
        new PictureResponder(),
        new CountingResponder(),
        new ArithmeticResponder(),
        new HeadsAndLegsResponder(),
        new MemoryResponder(),
        new EarlierTurnResponder(),
        new ListingResponder(),
        new OpenEndedResponder(),
        new PoliteResponder(),
    ];

    /// <summary>The message for one choice.</summary>
    /// <param name="call">The conversation.</param>
    /// <param name="choice">Index of the choice; further choices vary like further samples.</param>
    public Draft Decide(ChatCall call, int choice)
    {
        var scene = new Scene(call, contract, new Dice(VarietySeed(call, choice)));
        var draft = _responders.Select(r => r.Answer(scene)).First(d => d is not null)!;
        if (call.Thinking.On)
            draft.Reasoning = Thoughts.About(scene, draft);
        CallIds.Assign(draft, call, contract);
        return draft;
    }

    /// <summary>
    /// Without temperature every sample is the same; with it, samples differ by the request's seed or, without one, from repeat
    /// to repeat.
    /// </summary>
    private ulong VarietySeed(ChatCall call, int choice)
    {
        var content = StableHash.Combine(seed, call.ContentHash);
        if (call.Sampling.Temperature <= 0)
            return content;
        var sample = call.Sampling.Seed is { } chosen ? unchecked((ulong)chosen) : StableHash.Mix((ulong)call.Occurrence);
        return StableHash.Combine(StableHash.Combine(content, sample), (ulong)choice);
    }
}
