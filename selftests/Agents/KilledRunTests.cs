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

    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    [TestCase("service-desk", true, TestName = "AKilledServiceDeskGoesOnAtTheLastFinishedTurn")]
    [TestCase("coding", false, TestName = "AKilledCodingEpisodeStartsCleanly")]
    public async Task AKilledRunEndsAsAnUninterruptedOne(string benchmark, bool goesOn)
    {
        if (!goesOn)
            await SandboxTests.SandboxAsync();
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(Fixtures, "models", "kimi-k2.6.json"),
            RehearsalFolders = [Path.Combine(Fixtures, "agentic")],
            Skill = 0.6,
            Seed = 5,
            // Slow enough that a kill after an episode's first step comes before its second.
            TokenDelay = TimeSpan.FromMilliseconds(1),
            RecordRequests = true,
        });
        using var whole = Start(endpoint, benchmark);
        await whole.ExitAsync();
        var expected = Outcomes(whole, benchmark);
        var needed = Episodes(endpoint, 0);

        var before = endpoint.RequestCounts.Total;
        using var killed = Start(endpoint, benchmark);
        await UnderWayAsync(killed, benchmark);
        await killed.KillAsync();
        var (kept, settled) = (StepsKept(killed, benchmark), RequestsSettled(killed, benchmark));
        var sent = endpoint.RequestCounts.Total;
        using var resumed = Start(endpoint, benchmark, ("KVV_RUN_DIRECTORY", killed.RunsFolder));
        await resumed.ExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent - before, Is.LessThan(endpoint.RequestCounts.Total - before), "it was killed before its end");
            Assert.That(resumed.Output, Does.Contain("Continuing the unfinished run"));
            Assert.That(expected, Is.Not.Empty);
            Assert.That(Outcomes(killed, benchmark), Is.EqualTo(expected));
            Assert.That(kept, Is.GreaterThan(settled), "episodes were under way");
            Assert.That(Episodes(endpoint, sent), Is.EqualTo(needed - (goesOn ? kept : settled)), "requests of finished turns");
            Assert.That(Metrics(killed), Is.EqualTo(Metrics(whole)));
        }
    }

    private static ProductProcess Start(ReferenceEndpoint endpoint, string benchmark, params (string, string)[] more) => ProductProcess.Test(
        ["--filter", $"FullyQualifiedName~Agentic.{(benchmark == "coding" ? "CodingTests" : "ServiceDeskTests")}"],
        [("KVV_BASE_URL", endpoint.BaseUrl.ToString()), ("KVV_CONCURRENCY", "4"), .. more]);

    /// <summary>Waits until enough steps were written and an episode has just finished its first, or the run has ended.</summary>
    private static async Task UnderWayAsync(ProductProcess run, string benchmark)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writes = 0;
        using var watcher = new FileSystemWatcher(run.RunsFolder, "*.jsonl") { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        watcher.Changed += (_, change) =>
        {
            // No episode ends with its first reply: a file with its name and one step is of one under way.
            if (change.FullPath.Contains($"/journal/{benchmark}/", StringComparison.Ordinal) && Interlocked.Increment(ref writes) >= Writes && Lines(change.FullPath) == 2)
                seen.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(seen.Task, run.ExitAsync());
    }

    private static Dictionary<string, (double? Value, string Words)> Outcomes(ProductProcess run, string benchmark) => Records(run, benchmark)
        .ToDictionary(r => (string)r["sample"]!, r => ((double?)r["value"], $"{r["outcome"]} {r["explanation"]} {r["answer"]} {r["details"]} {r["faults"]}"));

    private static List<JsonNode> Records(ProductProcess run, string benchmark) =>
        [.. File.ReadAllLines(Path.Combine(run.NewestRun(), "journal", $"{benchmark}.jsonl")).Select(l => TryParse(l)).OfType<JsonNode>().Where(r => (string?)r["outcome"] is "scored")];

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
    private static int StepsKept(ProductProcess run, string benchmark) =>
        Directory.EnumerateFiles(Path.Combine(run.NewestRun(), "journal", benchmark)).Sum(f => Math.Max(0, Lines(f) - 1));

    private static int Lines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    private static int RequestsSettled(ProductProcess run, string benchmark) => Records(run, benchmark).Sum(r => (int)r["requests"]!);

    /// <summary>Requests of episodes since a count: those whose first message is an episode's.</summary>
    private static int Episodes(ReferenceEndpoint endpoint, int since) => endpoint.RequestCounts.Recorded.Skip(since)
        .Count(r => (TryParse(r.Body) as JsonObject)?["messages"] is JsonArray { Count: > 0 } messages && (messages[0] as JsonObject)?["content"] is JsonValue text && text.TryGetValue<string>(out var said) && Openings.Any(o => said.Contains(o, StringComparison.Ordinal)));

    private static IEnumerable<string> Openings { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Fixtures, "agentic", "service-desk"), "policy.md", SearchOption.AllDirectories).Select(f => File.ReadLines(f).First(l => l.Length > 20)), "You are a programmer working on a small repository"];

    /// <summary>Names, values, bounds and statuses of the result file.</summary>
    private static string Metrics(ProductProcess run) => string.Join('\n', run.Result().GetProperty("benchmarks").EnumerateArray().SelectMany(b => b.GetProperty("metrics").EnumerateArray()
        .Select(m => $"{m.GetProperty("name")} {m.GetProperty("value")} {m.GetProperty("low")} {m.GetProperty("high")} {m.GetProperty("status")}")));
}
