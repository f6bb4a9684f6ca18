using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Schemas;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>Calls tools when the request forces it or the last user message asks for what a tool does.</summary>
internal sealed partial class ToolResponder(ISchemaKnowledge schemas) : IResponder
{
    private readonly ArgumentWriter _arguments = new(schemas);

    public Draft? Answer(Scene scene)
    {
        var call = scene.Call;
        var tools = call.AllTools.ToList();
        if (tools.Count == 0 || call.Choice.Freedom == ToolFreedom.None)
            return null;
        var chosen = Choose(tools, call, scene.Ask);
        if (chosen.Count == 0)
            return null;
        var draft = new Draft { Content = Lead(scene.Ask) };
        foreach (var tool in chosen)
            draft.Calls.AddRange(_arguments.Write(tool, scene.Ask, several: call.Parallel && chosen.Count == 1).Select(a => new DraftCall { Name = tool.Name, Arguments = a }));
        if (!call.Parallel && draft.Calls.Count > 1)
            draft.Calls.RemoveRange(1, draft.Calls.Count - 1);
        return draft;
    }

    private static List<ToolDeclaration> Choose(List<ToolDeclaration> tools, ChatCall call, string ask)
    {
        if (call.Choice is { Freedom: ToolFreedom.Named, Name: { } name })
            return [.. tools.Where(t => t.Name == name).Take(1)];
        var ranked = tools.Select(t => (Tool: t, Score: ToolMatch.Score(t, ask))).OrderByDescending(t => t.Score).ToList();
        var named = ranked.Where(t => t.Score == ToolMatch.Named).Select(t => t.Tool).OrderBy(t => ask.IndexOf(t.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (call.Choice.Freedom != ToolFreedom.Required && (ToolMatch.Forbids(ask) || (named.Count == 0 && VerbatimResponder.Wanted(ask) is not null)))
            return [];
        if (named.Count > 0)
            return Sequence().IsMatch(ask) ? named[..1] : named;
        if (ranked[0].Score >= ToolMatch.Enough)
            return [.. ranked.TakeWhile(t => t.Score >= ToolMatch.Enough && t.Score == ranked[0].Score).Select(t => t.Tool).Take(Both().IsMatch(ask) ? 8 : 1)];
        return call.Choice.Forces ? [ranked[0].Tool] : [];
    }

    /// <summary>Words the prompt wants before the call: "first say OK-7F, then call …".</summary>
    private static string Lead(string ask) => First().Match(ask) is { Success: true } first ? first.Groups[1].Value : "";

    [GeneratedRegex("""\bfirst\s+(?:say|write|reply|answer)(?:\s+(?:with|exactly|only))*\s*:?\s*["“']?([^\s"”',]+)["”']?\s*,?\s*(?:and\s+)?then\b""", RegexOptions.IgnoreCase)]
    private static partial Regex First();

    [GeneratedRegex(@"\b(?:then|afterwards|after that|once you have)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sequence();

    [GeneratedRegex(@"\b(?:and|both|also)\b|和|与|、", RegexOptions.IgnoreCase)]
    private static partial Regex Both();
}
