using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>
/// A result in the form that InferenceX collects, <c>inferencex-eval-v1</c>: scores by task with the number of samples behind
/// them. Its collector drops a task whose effective count is 0, so that an outage never becomes a score. Source: the
/// evaluation adapters and the collector in SemiAnalysisAI/InferenceX (infx/evals, 2026).
/// </summary>
public static class InferenceXExport
{
    /// <summary>Value of <c>result_format</c>.</summary>
    public const string Format = "inferencex-eval-v1";

    private const string Adapter = "kvv-conformance";
    private const string Metric = "exact_match";
    private const string Filter = "strict-match";
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>The file name that the collector orders by: it carries the time of the result.</summary>
    /// <param name="result">The result.</param>
    public static string FileName(ResultDocument result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return $"results_kvv_conformance_{(result.Run.FinishedAt ?? result.Run.StartedAt).UtcDateTime:yyyy-MM-dd'T'HH-mm-ss}.json";
    }

    /// <summary>The document.</summary>
    /// <param name="result">The result.</param>
    public static string Render(ResultDocument result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var results = new JsonObject();
        var configs = new JsonObject();
        var samples = new JsonObject();
        void Task(string name, int original, int effective, double? score, double? error, JsonObject metadata)
        {
            results[name] = new JsonObject { [$"{Metric},{Filter}"] = score ?? 0, [$"{Metric}_stderr,{Filter}"] = error };
            samples[name] = new JsonObject { ["original"] = original, ["effective"] = score is null ? 0 : effective };
            configs[name] = new JsonObject
            {
                ["metric_list"] = new JsonArray(new JsonObject { ["metric"] = Metric }),
                ["filter_list"] = new JsonArray(new JsonObject { ["name"] = Filter }),
                ["metadata"] = metadata,
            };
        }

        var must = result.Requirements.Where(r => r is { Category: Category.PreVerification, Level: "must" } && r.Status != "unsupported").ToList();
        var judged = must.Count(r => r.Status is "pass" or "fail");
        Task("kvv_pre_verification", must.Count, judged, judged == 0 ? null : (double)must.Count(r => r.Status == "pass") / judged, null, new() { ["model"] = result.Endpoint.Model, ["profile"] = result.Profile });
        foreach (var b in result.Benchmarks)
        {
            var accuracy = b.Metrics.Count > 0 ? b.Metrics[0] : null;
            var answered = b.Trials - b.Infrastructure;
            var score = accuracy?.Value;
            Task(
                $"kvv_{b.Id}",
                b.Trials,
                answered,
                score,
                score is { } p && answered > 0 ? Math.Sqrt(p * (1 - p) / answered) : null,
                new() { ["model"] = result.Endpoint.Model, ["dataset"] = b.Dataset.Name, ["revision"] = b.Dataset.Revision, ["low"] = accuracy?.Low, ["high"] = accuracy?.High, ["threshold"] = accuracy?.Threshold, ["status"] = accuracy?.Status });
        }

        var document = new JsonObject
        {
            ["result_format"] = Format,
            ["eval_adapter"] = Adapter,
            ["model_name"] = result.Endpoint.Model,
            ["results"] = results,
            ["configs"] = configs,
            ["n-samples"] = samples,
            ["kvv"] = new JsonObject { ["verdict"] = result.Verdict, ["run"] = result.Run.Id, ["suite"] = result.Suite.Version, ["commit"] = result.Suite.Commit, ["isReference"] = result.Endpoint.IsReference },
        };
        if (result.Counts.HarnessError > 0)
            document["integration_error"] = new JsonObject { ["type"] = "SuiteError", ["message"] = $"{result.Counts.HarnessError} checks ended in a bug of the suite" };
        else if (result.Run.FinishedAt is null)
            document["integration_error"] = new JsonObject { ["type"] = "UnfinishedRun", ["message"] = "the run was stopped before its end" };
        return document.ToJsonString(Options) + "\n";
    }
}
