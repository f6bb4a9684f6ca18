using Kvv.ReferenceVendor;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Every fault that the reference endpoint can play, once. To show one in another way than its own conditions with Kimi K2.6 and
/// pre-verification alone, add a row here.
/// </summary>
internal static class MatrixRows
{
    private static readonly Dictionary<string, string> Hurried = new() { ["KVV_REQUEST_TIMEOUT"] = "3s" };

    private static readonly MatrixRow[] Special =
    [
        // Faults of a feature that Kimi K2.6 does not have.
        new("rv-dynamic-tools-dropped") { Profile = "kimi-k3" },
        new("rc-lost-when-forced") { Profile = "kimi-k3" },
        new("so-own-output-400") { Profile = "kimi-k3" },
        new("rc-effort-no-effect") { Profile = "kimi-k3" },
        new("rv-effort-500") { Profile = "kimi-k3" },
        new("rv-always-thinking-disable") { Profile = "kimi-k2.7-code" },
        new("rc-terminator-leak") { Profile = "kimi-k3" },
        new("tc-named-wrong") { Profile = "generic-openai" },
        new("sa-n-ignored") { Profile = "generic-openai" },
        new("sa-logprobs-missing") { Profile = "generic-openai", EditProfile = p => p["features"]!["logprobs"] = true },
        new("ml-echo-400") { Profile = "kimi-k3" },
        new("tt-system-injected") { Profile = "kimi-k3", HasPublishedCounts = true },
        new("tt-double-bos") { Profile = "kimi-k3", HasPublishedCounts = true, BreaksOnlyRecommendations = "the maker's own check takes up to three tokens more than published" },
        new("tt-schema-reordered") { Profile = "minimax-m2" },
        new("vi-text-model-500") { Profile = "kimi-k2-0905" },

        // The embedded endpoint answers faster than a load builds up, so whether one does is chance: here these act without one.
        new("dk-batch-variance") { Conditions = "concurrency>=1", Profile = "generic-openai", BreaksOnlyRecommendations = "few engines promise equal answers in a batch; where wrong answers come, other rules break" },
        new("dk-cross-request-leak") { Conditions = "concurrency>=1", Unsteady = true },
        new("sa-seed-ignored-in-batch") { Conditions = "concurrency>=1", BreaksOnlyRecommendations = "OpenAI's reference promises a best effort for a seed, no more" },
        new("tc-empty-deltas-under-load") { Conditions = "concurrency>=1" },

        // The prompts of tier smoke are shorter than the reports'.
        new("dk-garbage-past-length") { Conditions = "prompt>=2000" },
        new("ml-empty-on-large-context") { Conditions = "prompt>=2000" },

        // A fault of both modes is a lawful spelling of this field; in one mode alone it is none.
        new("rc-field-renamed") { Conditions = "stream" },

        // By chance as reported; always here, so that few requests show it.
        new("rc-content-starved") { Conditions = "p=1" },
        new("tc-schema-violations") { Conditions = "p=1" },

        // Break rules that are recommendations: reported and named, they never decide.
        new("sw-null-delta-fields") { BreaksOnlyRecommendations = "a key that is null says nothing wrong: the suite that forbids it for K3 is known from third-party copies only, and the maker's own K2 service is reported to send some" },
        new("tc-args-not-streamed") { BreaksOnlyRecommendations = "late arguments are whole arguments; no maker of a shipped profile promises how soon they come" },
        new("tc-parallel-false-ignored") { BreaksOnlyRecommendations = "OpenAI's guide promises it; no source of a shipped profile binds its maker to it" },

        new("sa-penalty-ignored") { Profile = "generic-openai" },

        // What never answers is waited for no longer than a few seconds.
        new("dk-speculative-grammar-hang") { Settings = Hurried },
        new("op-healthy-but-hung") { Settings = Hurried, Unsteady = true },
        new("op-429-mislabelled") { Unsteady = true },
        new("op-sticky-bad-replica") { Unsteady = true },

        new("dk-prefix-hit-diverges") { DependsOnOrder = true },
        new("dk-recurrent-state-on-hit") { DependsOnOrder = true },
        new("dk-speculative-tool-corruption") { DependsOnOrder = true },
        new("dk-language-bleed") { DependsOnOrder = true },
        new("dk-garbage-after-uptime") { Unsteady = true },
        new("dk-disaggregated-drift") { Unsteady = true },
        new("so-grammar-kills-server") { Unsteady = true },
    ];

    /// <summary>All rows by fault.</summary>
    public static IReadOnlyList<MatrixRow> All { get; } =
    [
        .. ReferenceEndpoint.KnownFaults.Keys.Order(StringComparer.Ordinal)
            .Select(fault => (Special.SingleOrDefault(r => r.Fault == fault) ?? new MatrixRow(fault)) with { Benchmarks = MatrixBenchmarks.Of(fault) }),
    ];

    public static MatrixRow Of(string fault) => All.Single(r => r.Fault == fault);
}
