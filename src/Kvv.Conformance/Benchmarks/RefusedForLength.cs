using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks;

/// <summary>
/// Tells a refusal because the context window is too small. The profile's published decoding fits the advertised window, so that
/// a benchmark's request refused like this says that less is served than the listing promises.
/// </summary>
internal static class RefusedForLength
{
    // By vLLM, SGLang and llama.cpp in this order; the code is OpenAI's and that of most gateways.
    private static readonly string[] Words = ["maximum context length", "context length", "context window", "exceeds the available context"];

    /// <summary>The faults of the catalogue that such a refusal is the mark of; empty for any other answer.</summary>
    /// <param name="exchange">What came back.</param>
    public static IReadOnlyList<string> Suspects(Exchange exchange) =>
        exchange is { Outcome: ExchangeOutcome.Refused, Status: 400 or 413 or 422, Error: { } error }
            && (error.Code == "context_length_exceeded" || Words.Any(w => error.Message?.Contains(w, StringComparison.OrdinalIgnoreCase) == true))
            ? ["rv-window-below-advertised"]
            : [];
}
