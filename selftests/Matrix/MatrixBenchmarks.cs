namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Which benchmarks run beside pre-verification for which fault: those that are there to see it. Every one of them must fail, and
/// its own figures must name the fault.
/// </summary>
internal static class MatrixBenchmarks
{
    private static readonly Dictionary<string, string[]> Faults = new(StringComparer.Ordinal)
    {
        ["vision-probes"] =
        [
            "ua-image-uncounted", "vi-alpha-mangled", "vi-aspect-500", "vi-exif-ignored", "vi-image-dropped", "vi-media-cache-collision", "vi-order-lost", "vi-patch-seams",
            "vi-silent-downscale", "vi-text-model-500", "vi-video-500", "vi-video-dropped", "vi-video-oversampled",
        ],
        ["tool-schema"] =
        [
            "tc-args-double-encoded", "tc-args-invalid-json", "tc-args-stringified", "tc-error-instead-of-call", "tc-finish-absent", "tc-finish-calls-empty", "tc-finish-stop",
            "tc-forced-args-raw-markup", "tc-id-foreign", "tc-index-drift", "tc-index-missing", "tc-markers-in-content", "tc-markup-in-args", "tc-name-concatenated",
            "tc-required-ignored", "tc-required-runaway", "tc-schema-violations",
        ],
        ["tool-calls"] =
        [
            "sw-error-inside-200", "tc-args-overcoerced", "tc-args-stringified", "tc-args-truncated-bundle", "tc-finish-absent", "tc-finish-stop", "tc-index-reused",
            "tc-markers-in-content", "tc-schema-violations", "tc-trigger-shift",
        ],
        ["tool-probes"] =
        [
            "ml-collapse-at-turn-3", "tc-args-cut-at-literal", "tc-args-entity-decoded", "tc-args-not-streamed", "tc-args-overcoerced", "tc-args-truncated-bundle",
            "tc-empty-deltas-under-load", "tc-id-repeats-across-turns", "tc-id-unparsed-variant", "tc-index-reused", "tc-large-args-lost", "tc-name-split",
            "tc-optional-args-dropped", "tc-parallel-false-ignored", "tc-section-text-leak", "tc-text-before-call-lost", "tc-trigger-shift", "tt-history-ids-verbatim",
            "tt-schema-reordered",
        ],
        ["service-desk"] = ["ml-proxy-loses-thinking", "ml-thinks-then-stops"],
        ["cache-and-batch"] =
        [
            "dk-cross-request-leak", "dk-fp8-kv-loss", "dk-garbage-past-length", "dk-prefix-hit-diverges", "dk-recurrent-state-on-hit", "dk-speculative-loop", "rv-silent-truncation",
        ],
        ["long-output"] =
        [
            "dk-bang-collapse", "dk-pad-spam", "dk-quant-corruption", "dk-repetition-loop", "dk-speculative-spots", "rc-close-tag-in-content", "rc-content-starved",
            "rc-final-answer-dropped", "rc-never-split", "rc-parser-truncates", "rc-terminator-leak", "rv-window-below-advertised", "sw-bare-eof", "sw-empty-success",
        ],
        ["generated-problems"] = ["dk-garbage-always", "dk-language-bleed", "ua-reasoning-over-completion", "ua-reasoning-tokens-zero"],
    };

    /// <summary>The benchmarks of a fault's row.</summary>
    public static IReadOnlyList<string> Of(string fault) => [.. Faults.Where(b => b.Value.Contains(fault)).Select(b => b.Key)];

    /// <summary>Every fault that is listed.</summary>
    public static IEnumerable<string> Listed => Faults.Values.SelectMany(f => f).Distinct();
}
