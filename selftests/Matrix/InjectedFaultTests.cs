using Kvv.Conformance.Requirements;
using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Every fault that the reference endpoint can show and a requirement names is caught, and named among what the failures
/// suggest.
/// </summary>
[TestFixture]
public sealed class InjectedFaultTests
{
    private static readonly RequirementCatalogue Catalogue = RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));

    // Faults that act only on a model with the feature they break.
    private static readonly Dictionary<string, string> Profiles = new(StringComparer.Ordinal)
    {
        ["rv-dynamic-tools-dropped"] = "kimi-k3",
        ["rc-lost-when-forced"] = "kimi-k3",
        ["so-own-output-400"] = "kimi-k3",
        ["rc-effort-no-effect"] = "kimi-k3",
        ["rv-effort-500"] = "kimi-k3",
        ["tc-named-wrong"] = "generic-openai",
        ["sa-n-ignored"] = "generic-openai",
        ["sa-logprobs-missing"] = "generic-openai",
    };

    // The embedded endpoint answers faster than a load builds up, so whether one does is chance: here these act without one.
    private static readonly Dictionary<string, string> WithoutLoad = new(StringComparer.Ordinal)
    {
        ["dk-batch-variance"] = "concurrency>=1",
        ["dk-cross-request-leak"] = "concurrency>=1",
        ["sa-seed-ignored-in-batch"] = "concurrency>=1",
        ["tc-empty-deltas-under-load"] = "concurrency>=1",
    };

    // Named by a requirement, but pre-verification alone does not catch them as they are injected by default: each needs a
    // rate over many trials, a load that the embedded endpoint answers too fast to build up, or breaks a `should` rule only.
    // A fault that is caught after all fails the test, so that this list only shrinks.
    internal static readonly HashSet<string> NotCaughtHere = new(StringComparer.Ordinal)
    {
        "dk-garbage-past-length",
        "ml-echo-400",
        "ml-empty-on-large-context",
        "op-outage-500",
        "rc-content-starved",
        "rc-field-renamed",
        "rc-terminator-leak",
        "rv-always-thinking-disable",
        "rv-window-below-advertised",
        "sa-logprobs-missing",
        "sa-seed-ignored-in-batch",
        "sw-null-delta-fields",
        "tc-args-not-streamed",
        "tc-parallel-false-ignored",
        "tc-schema-violations",
        "tc-section-text-leak",
        "tc-text-before-call-lost",
        "tc-trigger-shift",
        "tt-double-bos",
        "tt-history-ids-verbatim",
        "tt-schema-reordered",
        "tt-system-injected",
        "vi-image-dropped",
    };

    private static IEnumerable<string> Faults() => ReferenceEndpoint.KnownFaults.Keys
        .Where(fault => Catalogue.All.Any(r => r.Faults.Contains(fault)))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Faults))]
    public async Task FaultIsCaughtAndNamed(string fault)
    {
        await using var run = await TestRun.StartAsync(
            ("KVV_REFERENCE_FAULTS", WithoutLoad.TryGetValue(fault, out var condition) ? $"{fault}:{condition}" : fault), ("KVV_MAX_ATTEMPTS", "1"), ("KVV_PROFILE", Profiles.GetValueOrDefault(fault, "kimi-k2.6")));
        var outcome = await run.PreVerifyAsync();
        var failed = string.Join(", ", outcome.Document.Requirements.Where(r => r.Status == "fail").Select(r => r.Id).Distinct());
        await TestContext.Out.WriteLineAsync($"FAULT {fault}: {outcome.Verdict.Word}; failed {failed}; named {string.Join(", ", outcome.Document.Faults.Select(f => f.Id))}");
        var caught = outcome.Verdict.Kind != VerdictKind.Conforms && outcome.Document.Faults.Any(f => f.Id == fault);
        Assert.That(caught, Is.EqualTo(!NotCaughtHere.Contains(fault)), $"verdict {outcome.Verdict.Word}, failed: {failed}");
    }
}
