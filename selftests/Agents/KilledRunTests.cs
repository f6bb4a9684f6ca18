using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.CommandLine;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>A test run that is killed amid its episodes and resumed ends as one that was not: the product's own process, journal and result.</summary>
[TestFixture]
public sealed class KilledRunTests
{
    // Writes of steps before the kill: some episodes are over then, some are under way, some have not begun.
    private const int Writes = 40;

    // Names the process that sent a request.
    private const string Header = "X-Process";

    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly string[] Policies =
        [.. Directory.EnumerateFiles(Path.Combine(Fixtures, "agentic", "service-desk"), "policy.md", SearchOption.AllDirectories).Select(f => File.ReadLines(f).First(l => l.Length > 20))];

    private ReferenceEndpoint _endpoint = null!;
    private ProductProcess _whole = null!;
    private string _wholeRun = "";

    /// <summary>One run that nobody touched, of both benchmarks. Those that are killed take over its gate: pre-verification is made once.</summary>
    [OneTimeSetUp]
    public async Task RunWhole()
    {
        _endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(Fixtures, "models", "kimi-k2.6.json"),
            RehearsalFolders = [Path.Combine(Fixtures, "agentic")],
            Skill = 0.6,
            Seed = 5,
            // Slow enough that a kill after an episode's first step comes before its second.
            TokenDelay = TimeSpan.FromMilliseconds(1),
            RecordRequests = true,
        });
        _whole = Start("untouched", Class("service-desk"), Class("coding"));
        await _whole.ExitAsync();
        _wholeRun = _whole.NewestRun();
        Assert.That(File.Exists(Path.Combine(_wholeRun, "journal", "service-desk.jsonl")), Is.True, _whole.Output);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _whole.Dispose();
        await _endpoint.DisposeAsync();
    }

    [TestCase("service-desk", true, TestName = "AKilledServiceDeskGoesOnAtTheLastFinishedTurn")]
    [TestCase("coding", false, TestName = "AKilledCodingEpisodeStartsCleanly")]
    public async Task AKilledRunEndsAsAnUninterruptedOne(string benchmark, bool goesOn)
    {
        if (!goesOn)
            await SandboxTests.SandboxAsync();
        var expected = Outcomes(_wholeRun, benchmark);
        var needed = Episodes(benchmark, "untouched");

        using var killed = Start($"{benchmark}-killed", Class(benchmark));
        await UnderWayAsync(killed, benchmark);
        var run = _whole.NewestRun();
        Assert.That(run, Is.Not.EqualTo(_wholeRun), killed.Output);
        await killed.KillAsync(run);
        var (kept, settled) = (StepsKept(run, benchmark), RequestsSettled(run, benchmark));
        using var resumed = Start($"{benchmark}-resumed", Class(benchmark));
        await resumed.ExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(resumed.Output, Does.Contain("Continuing the unfinished run"), "it was killed before its end");
            Assert.That(expected, Is.Not.Empty);
            Assert.That(Outcomes(run, benchmark), Is.EqualTo(expected));
            Assert.That(kept, Is.GreaterThan(settled), "episodes were under way");
            Assert.That(Episodes(benchmark, $"{benchmark}-resumed"), Is.EqualTo(needed - (goesOn ? kept : settled)), "requests of finished turns");
            Assert.That(Figures(run, benchmark), Is.EqualTo(Figures(_wholeRun, benchmark)));
        }
    }

    private static string Class(string benchmark) => $"FullyQualifiedName~Agentic.{(benchmark == "coding" ? "CodingTests" : "ServiceDeskTests")}";

    /// <summary>Starts the product. A header tells its requests from those of the other processes, whenever they arrive: the last of a killed one may come late.</summary>
    private ProductProcess Start(string name, params string[] tests)
    {
        (string, string)[] settings = [("KVV_BASE_URL", _endpoint.BaseUrl.ToString()), ("KVV_SEED", "20260801"), ("KVV_CONCURRENCY", "4"), ("KVV_EXTRA_HEADERS", new JsonObject { [Header] = $"the-{name}-process" }.ToJsonString())];
        return ProductProcess.Test(["--filter", string.Join('|', tests)], _whole is null ? settings : [.. settings, ("KVV_RUN_DIRECTORY", _whole.RunsFolder)]);
    }

    /// <summary>Waits until enough steps were written and an episode has just finished its first, or the run has ended.</summary>
    private async Task UnderWayAsync(ProductProcess run, string benchmark)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writes = 0;
        using var watcher = new FileSystemWatcher(_whole.RunsFolder, "*.jsonl") { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        watcher.Changed += (_, change) =>
        {
            // No episode ends with its first reply: a file with its name and one step is of one under way.
            if (change.FullPath.Contains($"/journal/{benchmark}/", StringComparison.Ordinal) && Interlocked.Increment(ref writes) >= Writes && Lines(change.FullPath) == 2)
                seen.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(seen.Task, run.ExitAsync());
    }

    /// <summary>What each episode came to, and what it took: turns before the kill included. Tokens are compared where the endpoint repeats its answers, see <see cref="InterruptedEpisodesTests"/>.</summary>
    private static Dictionary<string, (double? Value, string Words)> Outcomes(string run, string benchmark) => Records(run, benchmark)
        .ToDictionary(r => (string)r["sample"]!, r => ((double?)r["value"], $"{r["outcome"]} {r["explanation"]} {r["answer"]} {r["details"]} {r["faults"]} {r["requests"]}"));

    private static List<JsonNode> Records(string run, string benchmark) =>
        [.. File.ReadAllLines(Path.Combine(run, "journal", $"{benchmark}.jsonl")).Select(l => TryParse(l)).OfType<JsonNode>().Where(r => (string?)r["outcome"] is "scored")];

    // A kill may tear the last line; pre-verification sends what is no JSON.
    private static JsonNode? TryParse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Finished steps on the disk; the first line of a file names the episode.</summary>
    private static int StepsKept(string run, string benchmark) =>
        Directory.EnumerateFiles(Path.Combine(run, "journal", benchmark)).Sum(f => Math.Max(0, Lines(f) - 1));

    private static int Lines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    private static int RequestsSettled(string run, string benchmark) => Records(run, benchmark).Sum(r => (int)r["requests"]!);

    /// <summary>Requests of episodes of a process: those whose first message is an episode's.</summary>
    private int Episodes(string benchmark, string name) => _endpoint.RequestCounts.Recorded
        .Count(r => r.Headers.GetValueOrDefault(Header) == $"the-{name}-process" && (TryParse(r.Body) as JsonObject)?["messages"] is JsonArray { Count: > 0 } messages && (messages[0] as JsonObject)?["content"] is JsonValue text && text.TryGetValue<string>(out var said) && Openings(benchmark).Any(o => said.Contains(o, StringComparison.Ordinal)));

    private static string[] Openings(string benchmark) => benchmark == "coding" ? ["You are a programmer working on a small repository"] : Policies;

    /// <summary>Names, values, bounds and statuses of the result file.</summary>
    private static string Figures(string run, string benchmark)
    {
        using var result = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "result.json")));
        var own = result.RootElement.GetProperty("benchmarks").EnumerateArray().Single(b => b.GetProperty("id").GetString() == benchmark);
        return string.Join('\n', own.GetProperty("metrics").EnumerateArray()
            .Select(m => $"{m.GetProperty("name")} {m.GetProperty("value")} {m.GetProperty("low")} {m.GetProperty("high")} {m.GetProperty("status")}"));
    }
}
