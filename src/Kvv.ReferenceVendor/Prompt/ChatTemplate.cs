using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Prompt;

/// <summary>
/// Renders a conversation the way a chat template does: declarations and instructions first, then each turn between control
/// tokens, then the opening of the assistant's turn. Tool-call ids are rewritten to a count over the conversation and tool
/// results put into call order, as Moonshot's own service does, so neither foreign ids nor result order changes the prompt.
/// </summary>
internal sealed class ChatTemplate(VendorContract contract)
{
    public RenderedPrompt Render(ChatCall call)
    {
        var prompt = new RenderedPrompt();
        Preamble(prompt, call);
        var ids = new CallNumbering();
        var lastUser = call.Turns.FindLastIndex(t => t.Role == "user");
        foreach (var (turn, index) in InCallOrder(call.Turns))
            Turn(prompt, turn, ids, keepReasoning: call.Thinking.KeepAll || index > lastUser);
        Open(prompt, "assistant");
        prompt.Control(call.Thinking.On ? contract.ThinkOpen : contract.ThinkClose);
        return prompt;
    }

    private static void Preamble(RenderedPrompt prompt, ChatCall call)
    {
        if (call.Tools.Count > 0)
            Block(prompt, "tool_declare", "[" + string.Join(",", call.Tools.Select(t => t.Raw)) + "]");
        if (call.Choice.Freedom == ToolFreedom.Required)
            Block(prompt, "system", TemplateTexts.Required);
        if (call.Choice.Freedom == ToolFreedom.Named)
            Block(prompt, "system", $"Answer the next turn with a call of the tool {call.Choice.Name}.");
        if (call.Choice.Freedom == ToolFreedom.None && call.AllTools.Any())
            Block(prompt, "system", TemplateTexts.None);
        if (call.Shape.IsJson)
            Block(prompt, "system", TemplateTexts.Json + (call.Shape.Type == "json_schema" ? " " + call.Shape.Raw : ""));
        if (call.Thinking.Effort is { } effort)
            Block(prompt, "system", TemplateTexts.Effort(effort));
    }

    private void Turn(RenderedPrompt prompt, Turn turn, CallNumbering ids, bool keepReasoning)
    {
        if (turn.Tools.Count > 0)
            Block(prompt, "tool_declare", "[" + string.Join(",", turn.Tools.Select(t => t.Raw)) + "]");
        if (turn.Role == "system" && turn.Text.Length == 0)
            return;
        Open(prompt, turn.Role);
        if (turn.Role == "tool")
            prompt.Text($"## {ids.Of(turn.CallId ?? "")}\n");
        if (turn.Role == "assistant")
        {
            prompt.Control(contract.ThinkOpen);
            if (keepReasoning && turn.Reasoning is { Length: > 0 } reasoning)
                prompt.Text(reasoning);
            prompt.Control(contract.ThinkClose);
        }

        Body(prompt, turn);
        foreach (var past in turn.Calls)
        {
            prompt.Control("<|tool_call_begin|>");
            prompt.Text(ids.Add(past));
            prompt.Control("<|tool_call_argument_begin|>");
            prompt.Text(past.Arguments);
            prompt.Control("<|tool_call_end|>");
        }

        prompt.Control("<|im_end|>");
    }

    private static void Body(RenderedPrompt prompt, Turn turn)
    {
        var at = 0;
        foreach (var picture in turn.Pictures)
        {
            prompt.Text(turn.Text[at..picture.Position]);
            at = picture.Position;
            ImageTokens.Append(prompt, picture);
        }

        prompt.Text(turn.Text[at..]);
    }

    private static void Block(RenderedPrompt prompt, string role, string text)
    {
        Open(prompt, role);
        prompt.Text(text);
        prompt.Control("<|im_end|>");
    }

    private static void Open(RenderedPrompt prompt, string role)
    {
        prompt.Control("<|im_system|>");
        prompt.Text(role);
        prompt.Control("<|im_middle|>");
    }

    /// <summary>The turns with each run of tool results sorted into the order of the calls they answer.</summary>
    private static IEnumerable<(Turn Turn, int Index)> InCallOrder(List<Turn> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role != "tool" || i == 0)
            {
                yield return (turns[i], i);
                continue;
            }

            var first = i;
            while (i + 1 < turns.Count && turns[i + 1].Role == "tool")
                i++;
            var order = turns[first - 1].Calls.Select((call, n) => (call.Id, n)).ToLookup(c => c.Id, c => c.n);
            for (var k = first; k <= i; k++)
            {
                var results = turns.Skip(first).Take(i - first + 1).OrderBy(t => order[t.CallId ?? ""].DefaultIfEmpty(int.MaxValue).First()).ToList();
                yield return (results[k - first], k);
            }
        }
    }
}
