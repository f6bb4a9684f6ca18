namespace Kvv.Wire.Detection;

/// <summary>Which part of a message a text comes from.</summary>
internal enum TextSite
{
    Content,
    Reasoning,
    Refusal,
    CallName,
    CallArguments,
}

/// <summary>One text of a reply. Arguments are given as their reader sees them: with JSON's escapes undone.</summary>
internal readonly record struct ReplyText(TextSite Site, int Choice, int Call, ReplyChoice Of, string Text)
{
    /// <summary>Where the text stands, for people.</summary>
    public string Where => (Site switch
    {
        TextSite.Content => "the content",
        TextSite.Reasoning => "the reasoning",
        TextSite.Refusal => "the refusal",
        TextSite.CallName => $"the name of tool call {Call}",
        _ => $"the arguments of tool call {Call}",
    }) + (Choice > 0 ? $" of choice {Choice}" : "");

    /// <summary>Every non-empty text of a reply, in the order of its choices.</summary>
    public static IReadOnlyList<ReplyText> AllOf(ChatReply reply)
    {
        var texts = new List<ReplyText>();
        for (var i = 0; i < reply.Choices.Count; i++)
        {
            var choice = reply.Choices[i];
            Add(TextSite.Reasoning, 0, choice.Reasoning);
            Add(TextSite.Content, 0, choice.Content);
            Add(TextSite.Refusal, 0, choice.Refusal);
            for (var c = 0; c < choice.ToolCalls.Count; c++)
            {
                Add(TextSite.CallName, c, choice.ToolCalls[c].Name);
                Add(TextSite.CallArguments, c, JsonEscapes.Undo(choice.ToolCalls[c].Arguments));
            }

            void Add(TextSite site, int call, string? text)
            {
                if (!string.IsNullOrEmpty(text))
                    texts.Add(new ReplyText(site, i, call, choice, text));
            }
        }

        return texts;
    }
}
