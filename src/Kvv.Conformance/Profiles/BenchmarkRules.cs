namespace Kvv.Conformance.Profiles;

/// <summary>What must hold for the benchmarks of a profile: every bar is explained, and every decoding is one the model takes.</summary>
internal sealed class BenchmarkRules
{
    // The statistics' default: three points where a score is high, five where it is nearer to one half.
    private const double HighScore = 0.75;
    private const double MarginOfHighScore = 0.03;
    private const double MarginOfOtherScore = 0.05;

    private readonly ModelProfile _profile;
    private readonly List<ProfileProblem> _problems = [];

    private BenchmarkRules(ModelProfile profile) => _profile = profile;

    public static IReadOnlyList<ProfileProblem> Check(ModelProfile profile)
    {
        var rules = new BenchmarkRules(profile);
        foreach (var (id, benchmark) in profile.Benchmarks)
            rules.CheckBenchmark(benchmark, JsonPath.Member("$.benchmarks", id));
        return rules._problems;
    }

    private void CheckBenchmark(BenchmarkTarget benchmark, string path)
    {
        if (benchmark.Metrics is null)
            CheckBar(new() { Baseline = benchmark.Baseline, SampleSize = benchmark.SampleSize, Margin = benchmark.Margin, Threshold = benchmark.Threshold, Reason = benchmark.Reason, Source = benchmark.Source }, path);
        else if (benchmark.Baseline is not null || benchmark.SampleSize is not null || benchmark.Margin is not null || benchmark.Threshold is not null)
            Report(path, "has figures of its own beside 'metrics'; a benchmark with several metrics keeps all figures there");
        foreach (var (name, metric) in benchmark.Metrics ?? new Dictionary<string, MetricTarget>())
            CheckBar(metric, JsonPath.Member($"{path}.metrics", name));
        if (benchmark.Epochs < 1)
            Report($"{path}.epochs", $"is {benchmark.Epochs}; it must be 1 or more");

        CheckDecoding(benchmark.Decoding, $"{path}.decoding");
        for (var i = 0; i < benchmark.OtherDecodings.Count; i++)
        {
            var other = $"{path}.otherDecodings[{i}]";
            CheckDecoding(benchmark.OtherDecodings[i], other);
            if (benchmark.OtherDecodings[i] == benchmark.Decoding || benchmark.OtherDecodings.Take(i).Contains(benchmark.OtherDecodings[i]))
                Report(other, "appears twice");
        }
    }

    private void CheckBar(MetricTarget bar, string path)
    {
        var (baseline, margin, threshold, reason) = (bar.Baseline, bar.Margin, bar.Threshold, bar.Reason);
        CheckShare(baseline, $"{path}.baseline");
        CheckShare(margin, $"{path}.margin");
        CheckShare(threshold, $"{path}.threshold");
        if (baseline is not null && margin is null && threshold is null)
            Report(path, "has a 'baseline' but neither 'margin' nor 'threshold', so nothing says how far below still conforms");
        // Below a floor of our own it is the band in which either verdict is acceptable.
        if (margin is not null && baseline is null == threshold is null)
            Report($"{path}.margin", "belongs to either a 'baseline' or a 'threshold', and there are both or neither");
        if (bar.SampleSize < 1)
            Report($"{path}.sampleSize", $"is {bar.SampleSize}; it must be 1 or more");
        if (bar.SampleSize is not null && baseline is null)
            Report($"{path}.sampleSize", "is the number of trials behind a 'baseline', and there is none");
        if (threshold is not null && string.IsNullOrWhiteSpace(reason))
            Report($"{path}.threshold", "needs a 'reason'");
        var usual = baseline >= HighScore ? MarginOfHighScore : MarginOfOtherScore;
        if (margin is { } width && !width.Equals(usual) && string.IsNullOrWhiteSpace(reason))
            Report($"{path}.margin", $"{width} is not the usual {usual} for this baseline, so it needs a 'reason'");
    }

    private void CheckDecoding(Decoding decoding, string path)
    {
        var thinking = _profile.Thinking;
        if (!thinking.Has(decoding.Thinking))
            Report($"{path}.thinking", "is a mode the model does not have");
        if (decoding.Effort is { } effort && thinking.Effort?.Values.Contains(effort) != true)
            Report($"{path}.effort", $"'{effort}' is not one of the efforts of $.thinking.effort");
        if (decoding.Keep is { } keep && !thinking.Keep.Contains(keep))
            Report($"{path}.keep", $"'{keep}' is not one of $.thinking.keep");
        if (decoding.MaxTokens < 1)
            Report($"{path}.maxTokens", $"is {decoding.MaxTokens}; it must be 1 or more");
        CheckSampling(decoding.Temperature, "temperature", decoding.Thinking, $"{path}.temperature");
        CheckSampling(decoding.TopP, "top_p", decoding.Thinking, $"{path}.topP");
    }

    private void CheckSampling(double? value, string parameter, ThinkingMode mode, string path)
    {
        if (value is { } sent && _profile.Rule(parameter, mode) is { } rule && !rule.Allows(sent))
            Report(path, $"{sent} breaks the profile's own rule for {parameter}");
    }

    private void CheckShare(double? value, string path)
    {
        if (value is < 0 or > 1)
            Report(path, $"is {value}; it must lie between 0 and 1");
    }

    private void Report(string path, string reason) => _problems.Add(new(path, reason));
}
