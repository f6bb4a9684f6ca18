using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>The facts of the shipped profiles that other parts build on.</summary>
[TestFixture]
internal sealed class ContractTests
{
    private static ProfileStore Store => new(Path.Combine(RepositoryRoot.Path, "fixtures", "models"));

    [TestCase("kimi-k2-0905", "off", null)]
    [TestCase("kimi-k2-thinking", "on", null)]
    [TestCase("kimi-k2.5", "on off", OffRequest.Honoured)]
    [TestCase("kimi-k2.6", "on off", OffRequest.Honoured)]
    [TestCase("kimi-k2.7-code", "on", OffRequest.Refused)]
    [TestCase("kimi-k3", "on off", OffRequest.Honoured)]
    [TestCase("minimax-m2", "on", null)]
    [TestCase("generic-openai", "off", null)]
    public void A_model_has_its_thinking_modes_and_answers_an_off_request_its_own_way(string name, string modes, OffRequest? off)
    {
        var thinking = Store.Load(name).Thinking;
        Assert.That((string.Join(' ', thinking.Modes).ToLowerInvariant(), thinking.OffRequest), Is.EqualTo((modes, off)));
    }

    [TestCase("kimi-k2-0905")]
    [TestCase("kimi-k2-thinking")]
    [TestCase("kimi-k2.5")]
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2.7-code")]
    public void The_K2_family_counts_its_calls_over_the_conversation(string name)
    {
        var callId = Store.Load(name).Tools.CallId;
        Assert.That(callId.Rule, Is.EqualTo(CallIdRule.ConversationCounter));
        using var scope = Assert.EnterMultipleScope();
        Assert.That(callId.Pattern, Is.Not.Null);
        foreach (var native in new[] { "functions.get_weather:0", "functions.get-time:12" })
            Assert.That(native, Does.Match(callId.Pattern!));
        foreach (var foreign in new[] { "call_2", "functions_get_weather_1", "functionsexec5", "chatcmpl-tool-81f3", "functions.:0", "functions.a:" })
            Assert.That(foreign, Does.Not.Match(callId.Pattern!));
    }

    [TestCase("kimi-k3")]
    [TestCase("minimax-m2")]
    [TestCase("generic-openai")]
    public void Elsewhere_ids_need_only_be_unique(string name) =>
        Assert.That(Store.Load(name).Tools.CallId, Is.EqualTo(Store.Load(name).Tools.CallId with { Rule = CallIdRule.Unique, Pattern = null }));

    [TestCase("kimi-k2-thinking")]
    [TestCase("kimi-k2.5")]
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2.7-code")]
    public void A_K2_model_that_thinks_takes_no_forced_choice(string name)
    {
        var choices = Store.Load(name).Tools.Choices;
        Assert.That(choices.For(ThinkingMode.On), Is.EqualTo(new[] { ToolChoice.Auto, ToolChoice.None }));
        Assert.That(choices.RefusedOn, Is.EqualTo(new[] { ToolChoice.Required, ToolChoice.Named }));
    }

    [Test]
    public void K3_runs_a_forced_choice_while_it_thinks() =>
        Assert.That(Store.Load("kimi-k3").Tools.Choices.For(ThinkingMode.On), Does.Contain(ToolChoice.Required));

    // K3 results table of the vendor suite, effort max; margins are the statistics' default.
    [TestCase("ocrbench", 0.89, 0.03, 1000)]
    [TestCase("mmmu-pro", 0.82, 0.03, 1730)]
    [TestCase("beam-1m", 0.31, 0.05, null)]
    [TestCase("deepswe", 0.675, 0.05, null)]
    public void K3_is_held_to_the_official_scores(string benchmark, double baseline, double margin, int? sampleSize)
    {
        var target = Store.Load("kimi-k3").Benchmarks[benchmark].Targets[BenchmarkTarget.Accuracy];
        Assert.That((target.Baseline, target.Margin, target.SampleSize, target.AccuracyTarget()!.SampleSize), Is.EqualTo((baseline, margin, sampleSize, sampleSize)));
        Assert.That(target.Bar, Is.EqualTo(baseline - margin).Within(1e-12));
    }

    [TestCase("kimi-k2-0905", 0.6, 0.84, 0.80)]
    [TestCase("kimi-k2-thinking", 1.0, 0.76, 0.73)]
    public void The_K2_tool_call_bars_are_the_published_ones(string name, double temperature, double baseline, double threshold)
    {
        var benchmark = Store.Load(name).Benchmarks["tool-calls"];
        var trigger = benchmark.Targets["trigger-f1"];
        Assert.That((benchmark.Decoding.Temperature, trigger.Baseline, trigger.Bar), Is.EqualTo((temperature, baseline, threshold)));
        Assert.That(benchmark.Targets["schema-accuracy"].Bar, Is.EqualTo(0.98));
    }

    // K2.6 and earlier, K2.7 and K3: the makers' table of recommended parameters.
    [TestCase("kimi-k2.5", "ocrbench", 16384, 1)]
    [TestCase("kimi-k2.5", "mmmu-pro", 65536, 1)]
    [TestCase("kimi-k2.5", "aime-2025", 98304, 32)]
    [TestCase("kimi-k2.6", "ocrbench", 16384, 1)]
    [TestCase("kimi-k2.6", "mmmu-pro", 65536, 1)]
    [TestCase("kimi-k2.6", "aime-2025", 98304, 32)]
    [TestCase("kimi-k2.7-code", "ocrbench", 16384, 1)]
    [TestCase("kimi-k2.7-code", "mmmu-pro", 65536, 1)]
    [TestCase("kimi-k2.7-code", "aime-2025", 98304, 32)]
    [TestCase("kimi-k3", "ocrbench", 16384, 1)]
    [TestCase("kimi-k3", "mmmu-pro", 98304, 1)]
    public void A_benchmark_is_decoded_as_its_makers_recommend(string name, string benchmark, int maxTokens, int epochs)
    {
        var target = Store.Load(name).Benchmarks[benchmark];
        Assert.That(target.Epochs, Is.EqualTo(epochs));
        foreach (var decoding in target.OtherDecodings.Append(target.Decoding))
        {
            var temperature = decoding.Thinking == ThinkingMode.On ? 1.0 : 0.6;
            Assert.That((decoding.Temperature, decoding.TopP, decoding.MaxTokens), Is.EqualTo(((double?)temperature, (double?)0.95, (int?)maxTokens)));
        }
    }

    [Test]
    public void A_benchmark_without_a_published_score_is_not_judged() =>
        Assert.That(Store.Load("kimi-k2.6").Benchmarks["aime-2025"].Targets, Is.Empty);
}
