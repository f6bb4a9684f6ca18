namespace Kvv.ReferenceVendor.Decoding;

/// <summary>How a reply is drawn from what the mind decided.</summary>
internal sealed class SamplingSettings
{
    public double Temperature { get; set; } = 1.0;

    /// <summary>The request's <c>seed</c>; <see langword="null"/> lets repeats of one request differ.</summary>
    public long? Seed { get; set; }

    /// <summary>Choices to return, at least 1.</summary>
    public int N { get; set; } = 1;

    public int? MaxTokens { get; set; }

    public int? MaxCompletionTokens { get; set; }

    public IReadOnlyList<string> Stop { get; set; } = [];

    /// <summary>How hard a word that was said is held back, from 0: the request's frequency penalty, or its repetition penalty over 1.</summary>
    public double Penalty { get; set; }

    public bool Logprobs { get; set; }

    public int TopLogprobs { get; set; }

    /// <summary>The tighter of the two caps; <see langword="null"/> for none.</summary>
    public int? Cap => (MaxTokens, MaxCompletionTokens) switch
    {
        ({ } a, { } b) => Math.Min(a, b),
        var (a, b) => a ?? b,
    };
}
