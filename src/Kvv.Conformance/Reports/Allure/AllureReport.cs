using System.Globalization;
using System.Text;
using System.Text.Json;
using Kvv.Conformance.Reports.Html;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>Writes <c>allure-results/</c> and <c>allurerc.mjs</c> into a run folder.</summary>
internal static class AllureReport
{
    public const string Folder = "allure-results";
    public const string Config = "allurerc.mjs";

    // A benchmark's samples table shows this many trials; the journal holds them all.
    private const int MostTableRows = 20_000;

    /// <summary>Renders the folder anew.</summary>
    /// <param name="run">The run.</param>
    /// <param name="job">The job that runs now, or <see langword="null"/>: then an earlier note on the job is kept.</param>
    public static void Write(RunFolder run, CiJob? job)
    {
        var path = Path.Combine(run.Path, Folder);
        var executor = Path.Combine(path, "executor.json");
        var earlier = job is null && File.Exists(executor) ? File.ReadAllText(executor) : null;
        var folder = new AllureFolder(run, ReportFile.Fresh(path));

        var requirements = new RequirementResults(run, folder);
        foreach (var finding in run.Result.Requirements)
            folder.Write(requirements.Of(finding));
        var benchmarks = new BenchmarkResults(run, folder);
        foreach (var benchmark in run.Result.Benchmarks)
            folder.Write(benchmarks.Of(benchmark, Light(run, benchmark.Id)));
        var tests = new TestResults(run);
        foreach (var test in tests.Unseen())
            folder.Write(tests.Of(test));

        folder.WriteFile("environment.properties", Environment(run));
        folder.WriteFile("categories.json", Categories());
        if (job is not null)
            folder.WriteFile("executor.json", Executor(run, job));
        else if (earlier is not null)
            folder.WriteFile("executor.json", earlier);
        ReportFile.Write(Path.Combine(run.Path, Config), PageAssets.Read(Config));
    }

    // The texts of the replies are dropped at once: only the table's columns stay in memory.
    private static List<TrialRecord> Light(RunFolder run, string benchmark) =>
        [.. run.Trials(benchmark).Take(MostTableRows).Select(t => t with { Content = null, Reasoning = null, ToolCalls = [], Anomalies = [] })];

    private static string Environment(RunFolder run)
    {
        var r = run.Result;
        var text = new StringBuilder();
        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name}={VisibleText.Line(value, 300).Replace("\\", "\\\\", StringComparison.Ordinal)}\n");
        Line("Verdict", r.Verdict);
        Line("Endpoint", r.Endpoint.BaseUrl);
        Line("Model", r.Endpoint.Model);
        Line("Profile", r.Profile);
        Line("Dialect", r.Endpoint.Dialect);
        Line("Tier", r.Run.Tier);
        Line("Seed", r.Run.Seed);
        Line("Run", r.Run.Id);
        Line("Suite", $"{r.Suite.Version} ({r.Suite.Commit})");
        if (r.Suite.Runtime is not null)
            Line("Runtime", $"{r.Suite.Runtime}, {r.Suite.OperatingSystem}");
        if (r.Endpoint.IsReference)
            Line("Notice", "reference endpoint, says nothing about any vendor");
        return text.ToString();
    }

    // Allure 2 reads this file; Allure 3 reads the same list from allurerc.mjs.
    private static string Categories()
    {
        (string Category, string Status)[] all =
        [
            (AllureStatus.ContractFailure, "failed"), (AllureStatus.BelowBaseline, "failed"), (AllureStatus.Recommendation, "failed"), (AllureStatus.Undecided, "broken"),
            (AllureStatus.Infrastructure, "broken"), (AllureStatus.HarnessError, "broken"), (AllureStatus.TestError, "broken"),
        ];
        return JsonSerializer.Serialize(all.Select(c => new { name = c.Category, matchedStatuses = new[] { c.Status }, messageRegex = $"(?s){c.Category}.*" }), AllureResult.Options);
    }

    private static string Executor(RunFolder run, CiJob job) => JsonSerializer.Serialize(
        new
        {
            name = job.System,
            type = job.Type,
            buildName = $"{job.Name} #{job.Number ?? run.Result.Run.Id}",
            buildOrder = long.TryParse(job.Number, CultureInfo.InvariantCulture, out var order) ? order : (long?)null,
            buildUrl = job.Url,
            reportName = $"{run.Result.Endpoint.Model}: {run.Result.Verdict}",
        },
        AllureResult.Options);
}
