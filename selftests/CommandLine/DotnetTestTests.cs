using System.Text.Json;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>What a user sees of `dotnet test`: exit code, output and result file.</summary>
[TestFixture]
public sealed class DotnetTestTests
{
    private static readonly string[] OnlyRequirements = ["--filter", "TestCategory=PreVerification"];

    [Test]
    public async Task HealthyEmbeddedRunConforms()
    {
        using var run = ProductProcess.Test([]);
        var exit = await run.ExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero, run.Output);
            Assert.That(run.Result().GetProperty("verdict").GetString(), Is.EqualTo("conforms"));
            Assert.That(run.Output, Does.Contain("Verdict           conforms"));
            Assert.That(run.Output, Does.Contain("says nothing about any vendor"));
            Assert.That(
                Directory.EnumerateFiles(Path.Combine(run.NewestRun(), "evidence"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
                Is.Not.Empty.And.All.EqualTo("exchanges.json"),
                "nothing but what was asked and answered where all is in order");
        }
    }

    [TestCase("tc-finish-stop", "REPLY-FINISH-003")]
    [TestCase("sw-done-missing", "STREAM-DONE-001")]
    [TestCase("rv-fixed-sampling-not-enforced", "PARAM-TEMP-002")]
    public async Task AFaultyEndpointFailsAndTheFaultIsNamed(string fault, string requirement)
    {
        using var run = ProductProcess.Test([], ("KVV_REFERENCE_FAULTS", fault));
        var exit = await run.ExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Not.Zero);
            Assert.That(run.Output, Does.Contain($"FAIL {requirement}").And.Contain($"FAULT? {fault}").And.Contain("Verdict           fails"));
            Assert.That(run.Output, Does.Not.Contain("   at Kvv."), "a stack trace");
            Assert.That(run.Result().GetProperty("benchmarks").GetArrayLength(), Is.Zero, "benchmarks ran behind a closed gate");
        }
    }

    // The filter selects one benchmark; the gate judges pre-verification all the same.
    [Test]
    public async Task AFilteredBenchmarkRunsBehindTheGate()
    {
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
            AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "reasoning")],
            Answers = DrawnAnswers.For(20_260_801),
            RecordRequests = true,
        });
        using var run = ProductProcess.Test(["--filter", "TestCategory=Reasoning"], ("KVV_BASE_URL", endpoint.BaseUrl.ToString()), ("KVV_SEED", "20260801"));
        var exit = await run.ExitAsync();
        var result = run.Result();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Zero, run.Output);
            Assert.That(result.GetProperty("benchmarks")[0].GetProperty("scored").GetInt32(), Is.EqualTo(40));
            Assert.That(result.GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("category").GetString()), Is.All.EqualTo("Reasoning"));
            Assert.That(result.GetProperty("counts").GetProperty("pass").GetInt32(), Is.GreaterThan(100));
        }
    }

    [Test]
    public async Task AFailedBenchmarkSaysWhatIsLowAndWhereTheSamplesAre()
    {
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
            AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "reasoning")],
            Skill = 0.5,
        });
        using var run = ProductProcess.Test(["--filter", "FullyQualifiedName~BasicsTests"], ("KVV_BASE_URL", endpoint.BaseUrl.ToString()), ("KVV_SEED", "20260801"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await run.ExitAsync(), Is.Not.Zero);
            Assert.That(run.Output, Does.Match(@"basics accuracy 0\.\d+: \d+ of 40 right; at most .*\n\s+samples: .*report\.html#b-basics"));
            Assert.That(run.Output, Does.Not.Contain("   at "), "a stack trace");
            Assert.That(File.ReadAllText(Path.Combine(run.NewestRun(), "report.html")), Does.Contain("What to do about a low figure"));
        }
    }

    [Test]
    public async Task AnEmptySelectionIsAnError()
    {
        using var run = ProductProcess.Test(["--filter", "TestCategory=NoSuchCategory"]);
        Assert.That(await run.ExitAsync(), Is.Not.Zero);
    }

    [TestCase("KVV_TIER", "medium", "KVV_TIER is \"medium\"")]
    [TestCase("KVV_BASEURL", "https://x/v1", "Did you mean \"KVV_BASE_URL\"")]
    [TestCase("KVV_PROFILE", "kimi-k2.66", "kimi-k2.6")]
    [TestCase("KVV_REFERENCE_FAULTS", "tc-finish-stap", "tc-finish-stop")]
    public async Task AMistypedSettingStopsTheRunWithOneMessage(string variable, string value, string expected)
    {
        using var run = ProductProcess.Test([], (variable, value));
        var exit = await run.ExitAsync();
        var stopped = run.Output.Split('\n').Where(l => l.Contains("STOPPED: ", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.Not.Zero);
            Assert.That(stopped, Has.Count.EqualTo(1), run.Output);
            Assert.That(string.Join('\n', stopped), Does.Contain(expected));
            Assert.That(run.Output.Split('\n'), Has.Length.LessThan(60), "a wall of output");
        }
    }

    // The same findings whether the endpoint lives in this process or in another one.
    [Test]
    public async Task AServedEndpointGivesTheFindingsOfTheEmbeddedOne()
    {
        using var embedded = ProductProcess.Test(OnlyRequirements);
        await embedded.ExitAsync();
        using var served = ProductProcess.Kvv("serve", "--port", "0");
        await served.SeenAsync("Serving ");
        var address = served.Output.Split(' ').Single(w => w.StartsWith("http://127.0.0.1", StringComparison.Ordinal) && !w.Contains('='));
        using var run = ProductProcess.Test(OnlyRequirements, ("KVV_BASE_URL", address), ("KVV_MODEL", "kimi-k2.6-reference"));
        var exit = await run.ExitAsync();
        Assert.That(exit, Is.Zero, run.Output);
        Assert.That(Findings(run.Result()), Is.EqualTo(Findings(embedded.Result())));
    }

    private static List<string> Findings(JsonElement result) =>
        [.. result.GetProperty("requirements").EnumerateArray().Select(r => $"{r.GetProperty("id")} [{r.GetProperty("mode")}] {r.GetProperty("status")}")];
}
