using Kvv.Conformance.Results;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Proofs;

/// <summary>Judges chosen requirements under a scenario, in a run of its own.</summary>
internal static class ScenarioRun
{
    // A key of the proofs' own: it opens nothing outside of this process.
    private const string Key = "kvv-selftest-key";

    /// <summary>Judges the checks of some requirements and every always-on rule.</summary>
    /// <param name="scenario">How the endpoint behaves.</param>
    /// <param name="requirements">Ids of requirements with checks of their own; <see langword="null"/> for all.</param>
    public static async Task<IReadOnlyList<RequirementInfo>> JudgeAsync(Scenario scenario, IReadOnlyCollection<string>? requirements) =>
        (await DocumentAsync(scenario, requirements)).Requirements;

    /// <summary>As above, with all that a run says.</summary>
    public static async Task<ResultDocument> DocumentAsync(Scenario scenario, IReadOnlyCollection<string>? requirements)
    {
        var model = $"{scenario.Profile}-reference";
        using var profile = new ProfileCopy(scenario);
        await using var inner = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = profile.Path,
            ModelName = model,
            Faults = scenario.Faults,
            TokenDelay = scenario.TokenDelay,
            ApiKey = scenario.WithKey ? Key : null,
        });
        await using var proxy = await ManglingProxy.StartAsync(inner, scenario);
        await using var run = await TestRun.StartAsync(
        [
            ("KVV_BASE_URL", proxy.BaseUrl.ToString()), ("KVV_MODEL", model), ("KVV_PROFILE", profile.Path), ("KVV_MAX_ATTEMPTS", "1"),
            .. scenario.WithKey ? new[] { ("KVV_API_KEY", Key) } : [],
            .. scenario.Settings.Select(s => (s.Key, s.Value)),
        ]);
        Assert.That(run.Session.ContactFailure?.Sentence, Is.Null, "The scenario broke the first contact, so nothing would be judged.");
        proxy.Arm();
        await Task.WhenAll(run.Session.Registry.Checks
            .Where(c => requirements is null || requirements.Contains(c.Requirement.Id))
            .Select(run.Session.JudgeAsync));
        return run.Session.Complete().Document;
    }
}
