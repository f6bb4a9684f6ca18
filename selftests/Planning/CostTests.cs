using Kvv.Conformance.Planning;
using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Planning;

/// <summary>The costs that <c>kvv plan</c> adds up are those that the checks have.</summary>
[TestFixture]
public sealed class CostTests
{
    private const string Switch = "KVV_UPDATE_GENERATED";

    private static readonly string[] Profiles =
        ["kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai"];

    private static string Fixtures => Path.Combine(RepositoryRoot.Path, "fixtures");

    [Test]
    public async Task TheCommittedCostsAreThoseOfTheChecks()
    {
        var measured = (await Task.WhenAll(Profiles.Select(async p => (Profile: p, Costs: await CostMeter.MeasureAsync(p))))).ToDictionary(m => m.Profile, m => m.Costs);
        var profiles = Profiles.ToDictionary(p => p, Profile);
        var table = CostMeter.Join(measured, (profile, cost) => cost.AppliesTo(profiles[profile]));
        var path = Path.Combine(Fixtures, CostTable.RelativePath);
        if (Faults.GeneratedFile.MayRewrite(Environment.GetEnvironmentVariable(Switch), Environment.GetEnvironmentVariable("CI")))
            await File.WriteAllTextAsync(path, table.ToJson());
        var committed = CostTable.Load(Fixtures);
        var advice = $"Run this test with {Switch}=1 to write {CostTable.RelativePath} anew, and commit it.";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(committed.Rows.Select(r => $"{r.Id} [{r.Mode}]"), Is.EquivalentTo(table.Rows.Select(r => $"{r.Id} [{r.Mode}]")), advice);
            foreach (var profile in profiles.Values)
            {
                // A prompt that is reworded is no reason to write the file anew; a check that costs a tenth more is.
                var (now, then) = (PreVerificationPlan.Estimate(table, profile), PreVerificationPlan.Estimate(committed, profile));
                Assert.That(then.Requests, Is.EqualTo(now.Requests).Within(3).Percent, $"{profile.Name}: requests. {advice}");
                Assert.That(then.TotalTokens, Is.EqualTo(now.TotalTokens).Within(10).Percent, $"{profile.Name}: tokens. {advice}");
            }
        }
    }

    /// <summary>
    /// The promise to users: pre-verification without the opt-in parts costs less than 150,000 tokens. A model that thinks before
    /// every word, and cannot be told not to, costs its thinking on top.
    /// </summary>
    [TestCaseSource(nameof(Profiles))]
    public void PreVerificationStaysWithinItsBudget(string profile)
    {
        var contract = Profile(profile);
        var plan = PreVerificationPlan.Estimate(CostTable.Load(Fixtures), contract);
        TestContext.Out.WriteLine($"{profile}: {plan}");
        Assert.That(plan.TotalTokens, Is.GreaterThan(10_000).And.LessThan(contract.Thinking.Has(ThinkingMode.Off) ? 150_000 : 250_000));
    }

    [Test]
    public void ThinkingIsCountedWhereItCannotBeSwitchedOff()
    {
        var costs = new CostTable([new() { Id = "A-B-001", Mode = "whole", Requests = 2, PromptTokens = 30, CompletionTokens = 5, ThinkingTokens = 800 }]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PreVerificationPlan.Estimate(costs, Profile("kimi-k2.6")).TotalTokens, Is.EqualTo(35));
            Assert.That(PreVerificationPlan.Estimate(costs, Profile("kimi-k2-thinking")).TotalTokens, Is.EqualTo(835));
        }
    }

    [Test]
    public void ChecksOfOtherModesAndProfilesCostNothing()
    {
        var costs = new CostTable(
        [
            new() { Id = "A-B-001", Mode = "whole, thinking on", Requests = 2, PromptTokens = 30, CompletionTokens = 5, ThinkingTokens = 800 },
            new() { Id = "A-B-002", Mode = "stream", Requests = 1, PromptTokens = 10, CompletionTokens = 1, ThinkingTokens = 0, NotIn = ["kimi-k2-0905"] },
        ]);
        Assert.That(PreVerificationPlan.Estimate(costs, Profile("kimi-k2-0905")) with { OptInTokens = 0 }, Is.EqualTo(new PreVerificationPlan(0, 0, 0, 0, 0)));
    }

    [Test]
    public void PriceIsThatOfAMillionTokensEach() =>
        Assert.That(new PreVerificationPlan(1, 1, 2_000_000, 500_000, 0).Price(0.6m, 2.5m), Is.EqualTo(2.45m));

    private static ModelProfile Profile(string name) => new ProfileStore(Path.Combine(Fixtures, "models")).Load(name);
}
