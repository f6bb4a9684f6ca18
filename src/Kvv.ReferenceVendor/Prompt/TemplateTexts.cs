namespace Kvv.ReferenceVendor.Prompt;

/// <summary>
/// The instructions the template adds. Their lengths are chosen so that each adds as many tokens as Kimi K3's own template
/// does, by the differences between the public prompt-token cases of the maker's verifier (tests/prompt_tokens): JSON output
/// +47, a required call +36, forbidden calls +38, thinking off −67 against the default effort, low and high one more than max.
/// </summary>
internal static class TemplateTexts
{
    public const string Json = "The answer to the next turn must be one JSON object and nothing else: no prose before or after it, no code fence, no comment, all names and texts in quotes.";

    public const string Required = "The next turn must be answered with at least one call of the tools declared above; words alone are not enough for it at this time.";

    public const string None = "The next turn must be answered in words alone; none of the tools declared above may be called for it, however well any of them fits.";

    private const string Thinking = "Think before you answer: go through the request step by step, weigh what speaks for and against each reading, check numbers twice, and only then write down the final answer in the form that was asked for by users. Depth of thought wanted here: ";

    /// <summary>The line that sets the effort.</summary>
    public static string Effort(string effort) => Thinking + effort + (effort == "max" ? "" : ".");
}
