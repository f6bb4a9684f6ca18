using Kvv.Conformance.Settings;
using NUnit.Framework;

namespace Kvv.SelfTests.Settings;

/// <summary>Every setting is read from its two places, and nothing mistyped is skipped.</summary>
[TestFixture]
public sealed class SettingsReaderTests
{
    private static ConformanceSettings Read(Dictionary<string, string>? parameters = null, Dictionary<string, string>? environment = null) =>
        new SettingsReader(parameters ?? [], environment ?? [], "/repository").Read();

    private static string Refused(Dictionary<string, string>? parameters = null, Dictionary<string, string>? environment = null) =>
        Assert.Throws<SettingsException>(() => Read(parameters, environment))!.Message;

    [Test]
    public void DefaultsAreThoseOfTheDocumentation()
    {
        var settings = Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.IsReference, Is.True);
            Assert.That(settings.Profile, Is.EqualTo("kimi-k2.6"));
            Assert.That(settings.Tier, Is.EqualTo(Tier.Smoke));
            Assert.That(settings.Concurrency, Is.EqualTo(32));
            Assert.That(settings.RequestTimeout, Is.EqualTo(TimeSpan.FromSeconds(120)));
            Assert.That(settings.MaxAttempts, Is.EqualTo(3));
            Assert.That(settings.Resume.Mode, Is.EqualTo(ResumeMode.Auto));
            Assert.That(settings.UndecidedIs, Is.EqualTo(UndecidedRule.Fail));
            Assert.That(settings.GateMaxAge, Is.EqualTo(TimeSpan.FromHours(24)));
            Assert.That(settings.RunDirectory, Is.EqualTo(Path.GetFullPath("/repository/runs")));
        }
    }

    [Test]
    public void TierSetsTimeoutAndAttempts()
    {
        var full = Read(new() { ["Tier"] = "full" });
        Assert.That((full.RequestTimeout, full.MaxAttempts), Is.EqualTo((TimeSpan.FromHours(24), 8)));
    }

    [Test]
    public void EnvironmentBeatsRunsettings() =>
        Assert.That(Read(new() { ["Concurrency"] = "4" }, new() { ["KVV_CONCURRENCY"] = "9" }).Concurrency, Is.EqualTo(9));

    [Test]
    public void AnEmptyValueCountsAsNotSet() => Assert.That(Read(new() { ["BaseUrl"] = " " }, new() { ["KVV_TIER"] = "" }).IsReference, Is.True);

    [Test]
    public void TheKeyComesFromTheVariableThatIsNamed()
    {
        var settings = Read(new() { ["ApiKeyVariable"] = "MY_KEY" }, new() { ["MY_KEY"] = "abc123456", ["KVV_API_KEY"] = "other" });
        Assert.That(settings.ApiKey, Is.EqualTo("abc123456"));
    }

    [TestCase("Concurency", "Concurrency")]
    [TestCase("baseurl", "BaseUrl")]
    public void UnknownParameterIsNamedWithASuggestion(string wrong, string meant)
    {
        var message = Refused(new() { [wrong] = "1" });
        Assert.That(message, Does.Contain($"\"{wrong}\"").And.Contain($"Did you mean \"{meant}\"?"));
    }

    [Test]
    public void UnknownVariableIsNamedWithASuggestion() =>
        Assert.That(Refused(environment: new() { ["KVV_BASEURL"] = "x" }), Does.Contain("KVV_BASEURL").And.Contain("Did you mean \"KVV_BASE_URL\"?"));

    [TestCase("BaseUrl", "ftp://host/v1")]
    [TestCase("BaseUrl", "api.example.com")]
    [TestCase("Tier", "medium")]
    [TestCase("Dialect", "klingon")]
    [TestCase("Concurrency", "0")]
    [TestCase("Concurrency", "4097")]
    [TestCase("Concurrency", "many")]
    [TestCase("RequestTimeout", "soon")]
    [TestCase("RequestTimeout", "-5s")]
    [TestCase("MaxAttempts", "21")]
    [TestCase("Seed", "-1")]
    [TestCase("Seed", "18446744073709551616")]
    [TestCase("UndecidedIs", "maybe")]
    [TestCase("Recommendations", "demand")]
    [TestCase("SmokeFailure", "perhaps")]
    [TestCase("PictureServer", "yes")]
    [TestCase("PictureServer", "http://host/")]
    [TestCase("PictureServer", "https://host:8099")]
    [TestCase("PictureServer", "http://user@host:8099")]
    [TestCase("ImageCompatibility", "webp")]
    [TestCase("ExtraBody", "[1]")]
    [TestCase("GateMaxAge", "yesterday")]
    [TestCase("Shard", "5/4")]
    [TestCase("Shard", "0/4")]
    [TestCase("Shard", "first")]
    [TestCase("RequestsPerMinute", "0")]
    [TestCase("MaxInfrastructureRate", "1.5")]
    [TestCase("MaxDuration", "soon")]
    [TestCase("PriceInput", "-1")]
    public void AValueThatDoesNotParseIsNamedWithItsPlace(string parameter, string value) =>
        Assert.That(Refused(new() { [parameter] = value }), Does.Contain($"runsettings parameter {parameter}").And.Contain(value));

    [Test]
    public void ALimitOfCostNeedsAPrice()
    {
        Assert.That(Refused(new() { ["MaxCost"] = "10" }), Does.Contain("PriceInput"));
        Assert.That(Read(new() { ["MaxCost"] = "10", ["PriceOutput"] = "2.5" }).Budget.Cost, Is.EqualTo(10m));
    }

    [Test]
    public void AStreamIsGivenUpBeforeItsAttempt()
    {
        Assert.That(Read(new() { ["Tier"] = "full" }).IdleTimeout, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(Read(new() { ["RequestTimeout"] = "30s" }).IdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void ExtraBodyThatIsNoJsonIsNamed() => Assert.That(Refused(new() { ["ExtraBody"] = "{" }), Does.Contain("runsettings parameter ExtraBody"));

    [Test]
    public void HeaderValuesNeverAppearInAMessage() =>
        Assert.That(Refused(new() { ["ExtraHeaders"] = """{"X-Key":12345678}""" }), Does.Contain("X-Key").And.Not.Contain("12345678"));

    [TestCase("https://user:secret@host/v1")]
    [TestCase("https://host/v1?key=secret")]
    public void ABaseUrlWithASecretIsRefusedWithoutRepeatingIt(string url) =>
        Assert.That(Refused(new() { ["BaseUrl"] = url }), Does.Contain("BaseUrl").And.Not.Contain("secret"));

    [TestCase("90s", 90)]
    [TestCase("1.5h", 5400)]
    [TestCase("250ms", 0.25)]
    [TestCase("120", 120)]
    [TestCase("2d", 172800)]
    public void DurationsAreReadAsPeopleWriteThem(string text, double seconds)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(duration, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public void EverySettingIsDocumentedInThePage()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "settings.md"));
        Assert.That(SettingDefinition.All.Select(d => $"| `{d.Parameter}` | `{d.Variable}` | {d.Default} | {d.Meaning} |").Where(row => !page.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }
}
