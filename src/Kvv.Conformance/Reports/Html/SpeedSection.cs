using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>How fast tokens came and how many there were.</summary>
internal static class SpeedSection
{
    public static void Add(Markup page, RunFolder run, TrialList trials)
    {
        var result = run.Result;
        page.Add($"<section id=\"speed\" aria-labelledby=\"speed-h\"><h2 id=\"speed-h\">Speed and usage</h2>\n");
        if (result.Benchmarks.Any(b => b.Latency.TtftMs is not null || b.Latency.OutputTokensPerSecond is not null))
        {
            page.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Speed\"><table class=\"figures\"><caption>Speed of the benchmarks, as this machine saw it, {Concurrency(run)}requests at a time</caption>\n<thead><tr><th scope=\"col\" rowspan=\"2\">Benchmark</th><th scope=\"colgroup\" colspan=\"3\">First token after</th><th scope=\"colgroup\" colspan=\"3\">Output tokens a second</th></tr><tr><th scope=\"col\">median</th><th scope=\"col\">90 %</th><th scope=\"col\">99 %</th><th scope=\"col\">median</th><th scope=\"col\">slowest 10 %</th><th scope=\"col\">slowest 1 %</th></tr></thead>\n<tbody>");
            foreach (var b in result.Benchmarks)
            {
                var rate = trials.CountsOf(b.Id).OutputRate;
                page.Add($"<tr><th scope=\"row\">{b.Id}</th><td>{Amount.Milliseconds(b.Latency.TtftMs?.P50)}</td><td>{Amount.Milliseconds(b.Latency.TtftMs?.P90)}</td><td>{Amount.Milliseconds(b.Latency.TtftMs?.P99)}</td><td>{Amount.Rate(b.Latency.OutputTokensPerSecond?.P50)}</td><td>{Amount.Rate(rate.At(0.1))}</td><td>{Amount.Rate(rate.At(0.01))}</td></tr>\n");
            }

            page.Add($"</tbody></table></div>\n");
            foreach (var b in result.Benchmarks)
                page.Add($"{Histogram.Draw($"{b.Id}: time to the first token", trials.CountsOf(b.Id).FirstToken)}\n");
        }
        else
        {
            page.Add($"<p>No speed was measured.</p>\n");
        }

        Usage(page, result, trials);
        page.Add($"</section>\n");
    }

    // Not known without the journal, or where the endpoint does not report it.
    private static string Known(long? count) => count is { } n ? Amount.Count(n) : "–";

    private static string Concurrency(RunFolder run) => run.Run?.Settings.GetValueOrDefault("Concurrency") is { } n ? $"at most {n} " : "";

    private static void Usage(Markup page, ResultDocument result, TrialList trials)
    {
        var u = result.Spent();
        page.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Usage\"><table class=\"figures\"><caption>Tokens as the endpoint reported them</caption>\n<thead><tr><th scope=\"col\">Part</th><th scope=\"col\">Requests</th><th scope=\"col\">Prompt</th><th scope=\"col\">of these cached</th><th scope=\"col\">Completion</th><th scope=\"col\">of these reasoning</th></tr></thead>\n<tbody>");
        foreach (var b in result.Benchmarks)
        {
            page.Add($"<tr><th scope=\"row\">{b.Id}</th><td>{Known(trials.CountsOf(b.Id).Requests - (b.BeyondStop?.Requests ?? 0))}</td><td>{Amount.Count(b.Usage.PromptTokens)}</td><td>{Known(trials.CountsOf(b.Id).CachedTokens - (b.BeyondStop?.CachedTokens ?? 0))}</td><td>{Amount.Count(b.Usage.CompletionTokens)}</td><td>{Amount.Count(b.Usage.ReasoningTokens)}</td></tr>\n");
            if (b.BeyondStop is { } beyond)
                page.Add($"<tr><th scope=\"row\">{b.Id}, beyond its stop</th><td>{Amount.Count(beyond.Requests)}</td><td>{Amount.Count(beyond.PromptTokens)}</td><td>{Amount.Count(beyond.CachedTokens)}</td><td>{Amount.Count(beyond.CompletionTokens)}</td><td>{Amount.Count(beyond.ReasoningTokens)}</td></tr>\n");
        }

        page.Add($"</tbody><tfoot><tr><th scope=\"row\">Whole run{(result.Run.Resumed ? " since it was continued" : "")}</th><td>{Amount.Count(u.Requests)}</td><td>{Amount.Count(u.PromptTokens)}</td><td>{Amount.Count(u.CachedTokens)}</td><td>{Amount.Count(u.CompletionTokens)}</td><td>{Amount.Count(u.ReasoningTokens)}</td></tr></tfoot></table></div>\n");
    }
}
