using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Mind.Tools;
using Kvv.ReferenceVendor.Schemas;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>
/// Takes the turn that is due in a known conversation, rightly in the share of cases that the skill says. A slip is one that
/// models make: words instead of a call, a call with a required argument missing, or a call where words are due.
/// </summary>
internal sealed class ConversationKeyResponder(ConversationKey key, ISchemaKnowledge schemas, double skill, ulong seed) : IResponder
{
    private readonly ArgumentWriter _arguments = new(schemas);

    public Draft? Answer(Scene scene)
    {
        var turns = scene.Call.Turns;
        var last = turns.FindLastIndex(t => t.Role == "user");
        if (last < 0 || key.Find(scene.Ask, turns.Skip(last).Count(t => t.Role == "tool")) is not { } due)
            return null;
        var tools = scene.Call.AllTools.ToList();
        // A forced or forbidden call is another question than the one that the key answers.
        if (scene.Call.Choice.Freedom != ToolFreedom.Auto || due.Calls.Any(c => tools.TrueForAll(t => t.Name != c.Name)))
            return null;
        // As for the answer key: every epoch and both modes of one conversation fare alike.
        var luck = StableHash.Combine(StableHash.Of(scene.Ask, seed), scene.Call.ContentHash);
        return StableHash.Unit(luck) < skill ? Right(due) : Slip(due, tools, scene, StableHash.Mix(luck));
    }

    private static Draft Right(KeyedTurn due)
    {
        var draft = Draft.Saying(due.Say);
        draft.Calls.AddRange(due.Calls.Select(c => new DraftCall { Name = c.Name, Arguments = c.Arguments }));
        return draft;
    }

    private Draft Slip(KeyedTurn due, List<ToolDeclaration> tools, Scene scene, ulong luck)
    {
        if (due.Calls.Count > 0)
        {
            if (luck % 2 == 0)
                return Draft.Saying("I can tell you that without looking it up.");
            var draft = Right(due);
            draft.Calls[0].Arguments = "{\"note\":\"as asked\"}";
            return draft;
        }

        if (tools.Count == 0)
            return Draft.Saying("I am not sure.");
        var called = new Draft();
        var tool = tools[(int)(luck % (ulong)tools.Count)];
        called.Calls.Add(new() { Name = tool.Name, Arguments = _arguments.Write(tool, scene.Ask, several: false)[0] });
        return called;
    }
}
