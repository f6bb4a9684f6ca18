using Kvv.Conformance.Reports.Allure;
using Kvv.Conformance.Reports.Html;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Reports;

/// <summary>Writes everything that people and tools read about a run: <c>summary.md</c>, <c>report.html</c>, <c>allure-results/</c>.</summary>
public static class ReportWriter
{
    // A stopped run may be written by a timer and by a signal at once: one of them waits.
    private static readonly Lock OneAtATime = new();

    /// <summary>
    /// Writes what a run needs at this moment: the summary and what was asked always, the rendered reports when it has ended.
    /// A report that cannot be rendered never costs the result, which is on the disk by then: it becomes a line for the user.
    /// </summary>
    /// <param name="run">The run folder, with <c>result.json</c> and <c>run.json</c> written.</param>
    /// <param name="result">What <c>result.json</c> holds.</param>
    /// <param name="benchmarks">The benchmarks that ended.</param>
    /// <param name="ended">Whether the run ended or was stopped.</param>
    /// <returns>One sentence for each report that could not be written; empty when all were.</returns>
    public static IReadOnlyList<string> WriteAll(RunDirectory run, ResultDocument result, IReadOnlyList<BenchmarkResult> benchmarks, bool ended)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(benchmarks);
        lock (OneAtATime)
        {
            var problems = new List<string>();
            Attempt(problems, "summary.md", () => run.Write("summary.md", SummaryPage.Render(result)));
            foreach (var benchmark in benchmarks)
            {
                if (ended || !File.Exists(Path.Combine(run.Path, SampleNotes.PathOf(benchmark.Benchmark.Id))))
                    Attempt(problems, $"the samples of {benchmark.Benchmark.Id}", () => SampleNotes.Write(run, benchmark));
            }

            if (ended)
                problems.AddRange(RenderAll(run.Path));
            return [.. problems.Select(run.Redactor.Redact)];
        }
    }

    /// <summary>Renders all reports of a run folder anew, from its files alone.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="InvalidDataException">It is no run folder, or one of a format that this version does not read; the message says what to do.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static void Render(string folder)
    {
        var run = RunFolder.Open(folder);
        ReportFile.Write(Path.Combine(run.Path, "summary.md"), SummaryPage.Render(run.Result));
        HtmlReport.Write(run);
        AllureReport.Write(run, CiJob.OfProcess());
    }

    private static List<string> RenderAll(string folder)
    {
        var problems = new List<string>();
        RunFolder? run = null;
        Attempt(problems, "the reports", () => run = RunFolder.Open(folder));
        if (run is null)
            return problems;
        Attempt(problems, "report.html", () => HtmlReport.Write(run));
        Attempt(problems, "allure-results", () => AllureReport.Write(run, CiJob.OfProcess()));
        return problems;
    }

    private static void Attempt(List<string> problems, string what, Action write)
    {
        try
        {
            write();
        }
#pragma warning disable CA1031 // Whatever breaks a report is said and must not take the verdict of a long run with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problems.Add($"REPORT: {what} could not be written ({e.GetType().Name}: {e.Message}). The results are complete; `kvv report` renders them again.");
        }
    }
}
