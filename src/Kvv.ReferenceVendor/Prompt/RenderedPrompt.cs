namespace Kvv.ReferenceVendor.Prompt;

/// <summary>
/// A token of the prompt. Control tokens are kept apart from text that spells the same, so that nothing a user writes can end
/// a turn.
/// </summary>
internal readonly record struct PromptToken(string Text, bool IsControl);

/// <summary>The prompt as the model receives it.</summary>
internal sealed class RenderedPrompt
{
    public List<PromptToken> Tokens { get; } = [];

    public int Count => Tokens.Count;

    public void Control(string name) => Tokens.Add(new(name, true));

    public void Text(string text)
    {
        foreach (var token in VendorTokenizer.Split(text))
            Tokens.Add(new(token, false));
    }

    public override string ToString() => string.Concat(Tokens.Select(t => t.Text));
}
