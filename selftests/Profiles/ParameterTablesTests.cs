using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>The parameter rules of K2.5 and K3 against the makers' own probe values, typed here by hand.</summary>
[TestFixture]
internal sealed class ParameterTablesTests
{
    private static ProfileStore Store => new(Path.Combine(RepositoryRoot.Path, "fixtures", "models"));

    // K3: tests/params/test_params.py, seven pairs of an accepted and a refused value for each thinking mode.
    [TestCase("temperature", ThinkingMode.On, 0.6, 1.1)]
    [TestCase("temperature", ThinkingMode.On, 0.0, 2.0)]
    [TestCase("temperature", ThinkingMode.On, 1.0, -0.1)]
    [TestCase("temperature", ThinkingMode.Off, 0.6, 1.1)]
    [TestCase("temperature", ThinkingMode.Off, 0.6, 2.0)]
    [TestCase("temperature", ThinkingMode.Off, 0.6, -0.1)]
    [TestCase("top_p", ThinkingMode.On, 0.95, 0.8)]
    [TestCase("top_p", ThinkingMode.Off, 0.95, 0.8)]
    [TestCase("presence_penalty", ThinkingMode.On, 0, 0.5)]
    [TestCase("presence_penalty", ThinkingMode.Off, 0, 0.5)]
    [TestCase("frequency_penalty", ThinkingMode.On, 0, 0.5)]
    [TestCase("frequency_penalty", ThinkingMode.Off, 0, 0.5)]
    [TestCase("n", ThinkingMode.On, 1, 2)]
    [TestCase("n", ThinkingMode.Off, 1, 2)]
    public void K3_accepts_and_refuses_what_its_makers_probe(string parameter, ThinkingMode mode, double accepted, double refused) =>
        AssertRule("kimi-k3", parameter, mode, accepted, refused);

    // K2.5: verify_params.py, one default and one wrong value for each parameter and mode.
    [TestCase("temperature", ThinkingMode.On, 1.0, 0.5)]
    [TestCase("temperature", ThinkingMode.Off, 0.6, 0.5)]
    [TestCase("top_p", ThinkingMode.On, 0.95, 0.8)]
    [TestCase("top_p", ThinkingMode.Off, 0.95, 0.8)]
    [TestCase("presence_penalty", ThinkingMode.On, 0, 0.5)]
    [TestCase("presence_penalty", ThinkingMode.Off, 0, 0.5)]
    [TestCase("frequency_penalty", ThinkingMode.On, 0, 0.5)]
    [TestCase("frequency_penalty", ThinkingMode.Off, 0, 0.5)]
    [TestCase("n", ThinkingMode.On, 1, 2)]
    [TestCase("n", ThinkingMode.Off, 1, 2)]
    public void K2_5_accepts_and_refuses_what_its_makers_probe(string parameter, ThinkingMode mode, double accepted, double refused) =>
        AssertRule("kimi-k2.5", parameter, mode, accepted, refused);

    // 3 temperatures + 4 others with thinking on, 1 + 4 without: nothing is probed beyond the two tables above.
    [TestCase("kimi-k3", 3 + 1 + 4 * 2, 3 * 2 + 4 * 2)]
    [TestCase("kimi-k2.5", 5 * 2, 5 * 2)]
    public void A_profile_probes_no_value_beyond_the_table(string name, int accepted, int refused)
    {
        var profile = Store.Load(name);
        var rules = profile.Thinking.Modes.SelectMany(m => profile.Parameters.Where(r => r.HoldsIn(m))).ToList();
        Assert.That((rules.Sum(r => r.Accept.Count), rules.Sum(r => r.Refuse.Count)), Is.EqualTo((accepted, refused)));
    }

    // The generations differ in kind, not only in values: K2.5 pins the temperature, K3 keeps it in a range.
    [Test]
    public void K2_5_pins_the_temperature_and_K3_keeps_it_in_a_range()
    {
        var pinned = Store.Load("kimi-k2.5").Rule("temperature", ThinkingMode.On)!;
        var ranged = Store.Load("kimi-k3").Rule("temperature", ThinkingMode.On)!;
        Assert.That((pinned.Fixed, pinned.Min, pinned.Max), Is.EqualTo(((double?)1, (double?)null, (double?)null)));
        Assert.That((ranged.Fixed, ranged.Min, ranged.Max), Is.EqualTo(((double?)null, (double?)0, (double?)1)));
    }

    // The default of common client libraries; engines that read it as the pinned value are not at fault (trtllm#17845).
    [TestCase("kimi-k2.5")]
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2.7-code")]
    [TestCase("kimi-k3")]
    public void A_top_p_of_one_may_be_coerced_where_top_p_is_pinned(string name) =>
        Assert.That(Store.Load(name).Rule("top_p", ThinkingMode.On)!.Coerced, Is.EqualTo(new[] { 1.0 }));

    private static void AssertRule(string profile, string parameter, ThinkingMode mode, double accepted, double refused)
    {
        var rule = Store.Load(profile).Rule(parameter, mode);
        Assert.That(rule, Is.Not.Null);
        using var scope = Assert.EnterMultipleScope();
        Assert.That(rule!.Accept, Does.Contain(accepted));
        Assert.That(rule.Refuse, Does.Contain(refused));
    }
}
