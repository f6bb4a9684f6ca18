namespace Kvv.Evaluation.LongOutput;

/// <summary>A long text that follows from its task line by line, so that every line can be checked at any depth.</summary>
/// <param name="Family">The kind of task.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="Lines">The only right output.</param>
public sealed record LongTask(string Family, string Prompt, IReadOnlyList<string> Lines)
{
    /// <summary>The whole right output.</summary>
    public string Text => string.Join('\n', Lines);
}
