namespace Kvv.ReferenceVendor.Faults;

/// <summary>Why defaults of several faults differ from the reported conditions.</summary>
internal static class Departures
{
    public const string Chance = "Reported by chance; always here, so that one run shows it. p= plays the chance.";

    public const string ShortPrompts = "Reported for longer prompts than tier smoke pays for. prompt>= plays the reported length.";

    public const string ShortPromptsAndChance = "Reported by chance for longer prompts than tier smoke pays for. p= plays the chance, prompt>= the length.";

    public const string ShortOutputs = "Reported for longer outputs than most of tier smoke. output>= plays the reported length.";

    public const string ShortOutputsAndChance = "Reported by chance for longer outputs than most of tier smoke. p= plays the chance, output>= the length.";
}
