using System.Globalization;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Settings;
using Kvv.SelfTests.Engine;
using NUnit.Framework;

namespace Kvv.SelfTests.Settings;

/// <summary>Against a vendor every run has a seed of its own; what must repeat itself keeps one.</summary>
[TestFixture]
public sealed class SeedTests
{
    private const ulong Drawn = 481_516_234_2;

    private static readonly (string, string) Vendor = ("KVV_BASE_URL", "https://vendor.example/v1");

    [Test]
    public void AVendorMeetsADrawnSeed()
    {
        var settings = Read(Vendor);
        Assert.That((settings.Seed, settings.SeedOrigin), Is.EqualTo((Drawn, SeedOrigin.Drawn)));
    }

    [Test]
    public void ReferenceEndpointsMeetThePublishedSeed([Values] bool served)
    {
        var settings = served ? Read(Vendor, ("KVV_MODEL", "kimi-k2.6-reference")) : Read();
        Assert.That((settings.Seed, settings.SeedOrigin), Is.EqualTo((ConformanceSettings.DefaultSeed, SeedOrigin.Published)));
    }

    [Test]
    public void AGivenSeedIsTaken([Values] bool vendor)
    {
        var settings = vendor ? Read(Vendor, ("KVV_SEED", "7")) : Read(("KVV_SEED", "7"));
        Assert.That((settings.Seed, settings.SeedOrigin), Is.EqualTo((7UL, SeedOrigin.Given)));
    }

    [Test]
    public void ShardsAreNotDrawnApart() =>
        Assert.That(() => Read(Vendor, ("KVV_SHARD", "1/4")), Throws.TypeOf<SettingsException>().With.Message.Contains("KVV_SEED").And.Message.Contains("same number"));

    [Test]
    public void TwoDrawsDiffer()
    {
        var seeds = Enumerable.Range(0, 50).Select(_ => new SettingsReader(new Dictionary<string, string>(), new Dictionary<string, string> { [Vendor.Item1] = Vendor.Item2 }, "/repository").Read().Seed).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seeds, Is.Unique, "ten to the twelfth seeds: two alike of fifty in one of a billion runs of this test");
            Assert.That(seeds, Is.All.LessThan(1_000_000_000_000));
        }
    }

    [Test]
    public void ARunThatIsComparedTakesTheSeedOfItsBaselines()
    {
        using var folder = new RunsFolder();
        Record(folder, "generated-problems", "55");
        Record(folder, "tool-calls", "55");
        Record(folder, "basics", null);
        var settings = Read(Vendor, ("KVV_BASELINES", folder.Path));
        Assert.That((settings.Seed, settings.SeedOrigin), Is.EqualTo((55UL, SeedOrigin.Baselines)));
    }

    [Test]
    public void BaselinesOfTwoDrawsAreRefusedAndOfAnotherModelOrNoneAreLeftAside()
    {
        using var folder = new RunsFolder();
        Assert.That(Read(Vendor, ("KVV_BASELINES", folder.Path)).SeedOrigin, Is.EqualTo(SeedOrigin.Drawn));
        Record(folder, "generated-problems", "55");
        Assert.That(Read(Vendor, ("KVV_BASELINES", folder.Path), ("KVV_PROFILE", "kimi-k3")).SeedOrigin, Is.EqualTo(SeedOrigin.Drawn));
        Record(folder, "tool-calls", "56");
        Assert.That(() => Read(Vendor, ("KVV_BASELINES", folder.Path)), Throws.TypeOf<SettingsException>().With.Message.Contains("55, 56"));
    }

    [TestCase("many")]
    [TestCase("-1")]
    public void ABaselineWithoutAReadableSeedIsRefused(string seed)
    {
        using var folder = new RunsFolder();
        Record(folder, "generated-problems", seed);
        Assert.That(() => Read(Vendor, ("KVV_BASELINES", folder.Path)), Throws.TypeOf<InvalidDataException>().With.Message.Contains(seed));
    }

    private static ConformanceSettings Read(params (string Variable, string Value)[] environment) =>
        new SettingsReader(new Dictionary<string, string>(), environment.ToDictionary(e => e.Variable, e => e.Value), "/repository", () => Drawn).Read();

    private static void Record(RunsFolder folder, string benchmark, string? seed)
    {
        var file = new BaselineFile
        {
            Format = BaselineFile.FormatName,
            Benchmark = benchmark,
            Profile = "kimi-k2.6",
            Endpoint = new("https://official.example/v1", "kimi", "kimi", IsReference: false),
            Dataset = new(benchmark, "1", 1),
            Tier = "smoke",
            Seed = seed,
            Suite = new("Kvv.Conformance", "1", "1"),
            StartedAt = DateTimeOffset.UnixEpoch,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Trials = new(1, 1, 0, 0),
            Figures = [],
            Items = [new(string.Create(CultureInfo.InvariantCulture, $"{benchmark}-1"), [1])],
        };
        File.WriteAllText(Path.Combine(folder.Path, file.FileName), file.ToJson());
    }
}
