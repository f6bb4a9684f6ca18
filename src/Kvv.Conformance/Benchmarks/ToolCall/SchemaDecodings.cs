using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The thinking modes that schema cases are called in, and how answers are drawn in each.</summary>
internal sealed class SchemaDecodings
{
    private readonly ModelProfile _profile;
    private readonly Decoding _usual;

    /// <summary>Chooses the modes.</summary>
    /// <param name="profile">The model.</param>
    /// <param name="usual">The decoding that the profile's figures were taken with.</param>
    /// <param name="choice">What the user chose.</param>
    public SchemaDecodings(ModelProfile profile, Decoding usual, SchemaThinking choice)
    {
        (_profile, _usual) = (profile, usual);
        Modes = choice switch
        {
            SchemaThinking.On => [ThinkingMode.On],
            SchemaThinking.Off => [ThinkingMode.Off],
            // The usual one first: what is called once is called in it.
            SchemaThinking.Both => [usual.Thinking, .. profile.Thinking.Modes.Where(m => m != usual.Thinking)],
            _ => [usual.Thinking],
        };
    }

    /// <summary>The modes, at least one.</summary>
    public IReadOnlyList<ThinkingMode> Modes { get; }

    /// <summary>Why the model cannot be called so, or <see langword="null"/>.</summary>
    public string? Missing => Modes.All(_profile.Thinking.Has) ? null : $"the profile {_profile.Name} has no mode with thinking {Word(Modes.First(m => !_profile.Thinking.Has(m)))}";

    /// <summary>What an item's id ends with: nothing in the usual mode, so that recorded baselines fit.</summary>
    /// <param name="mode">The mode.</param>
    public string Suffix(ThinkingMode mode) => mode == _usual.Thinking ? "" : $"-thinking-{Word(mode)}";

    /// <summary>How answers are drawn for a sample.</summary>
    /// <param name="sample">The sample, with its mode.</param>
    public Decoding Of(Sample sample) => Of(Enum.Parse<ThinkingMode>(sample.Text(SchemaSamples.Thinking), ignoreCase: true));

    /// <summary>The usual decoding, or in the other mode the values that the model takes there; effort and keeping are of thinking alone.</summary>
    private Decoding Of(ThinkingMode mode) => mode == _usual.Thinking ? _usual : _usual with
    {
        Thinking = mode,
        Temperature = Value("temperature", mode, _usual.Temperature),
        TopP = Value("top_p", mode, _usual.TopP),
        Effort = null,
        Keep = null,
    };

    /// <summary>How a mode is written in samples and ids.</summary>
    /// <param name="mode">The mode.</param>
    public static string Word(ThinkingMode mode) => mode == ThinkingMode.On ? "on" : "off";

    private double? Value(string parameter, ThinkingMode mode, double? usual) =>
        _profile.Rule(parameter, mode) is { } rule && usual is { } value && !rule.Allows(value) ? rule.Fixed ?? rule.Default : usual;
}
