using Kvv.Conformance.Results;

namespace Kvv.Conformance.Planning;

/// <summary>What earlier runs of the same model measured: the tokens and the speed of each benchmark, from the newest result that has it.</summary>
public sealed class EarlierRuns
{
    private const int MostRuns = 20;

    private readonly Dictionary<string, Measured> _byBenchmark = new(StringComparer.Ordinal);

    /// <summary>What one benchmark needed in the mean.</summary>
    /// <param name="PromptTokens">Prompt tokens of a trial.</param>
    /// <param name="CompletionTokens">Completion tokens of a trial.</param>
    /// <param name="TokensPerSecond">Median output tokens a second of one stream, when it was the same endpoint.</param>
    public sealed record Measured(double PromptTokens, double CompletionTokens, double? TokensPerSecond);

    /// <summary>Median output tokens a second of one stream at the same endpoint, over all benchmarks, or <see langword="null"/>.</summary>
    public double? TokensPerSecond { get; private set; }

    /// <summary>Reads the results of a folder of runs. Results that cannot be read teach nothing.</summary>
    /// <param name="runsFolder">The folder of run folders; may be absent.</param>
    /// <param name="profile">The profile whose tokens count.</param>
    /// <param name="baseUrl">The endpoint whose speed counts.</param>
    /// <param name="model">The model at that endpoint.</param>
    public static EarlierRuns Read(string runsFolder, string profile, string baseUrl, string model)
    {
        var earlier = new EarlierRuns();
        if (!Directory.Exists(runsFolder))
            return earlier;
        // Run ids begin with the time of their start.
        foreach (var folder in Directory.EnumerateDirectories(runsFolder).Where(d => new DirectoryInfo(d).LinkTarget is null).OrderDescending(StringComparer.Ordinal).Take(MostRuns))
        {
            if (TryRead(folder) is { } result && result.Profile == profile)
                earlier.Learn(result, isSameEndpoint: result.Endpoint.BaseUrl == baseUrl && result.Endpoint.Model == model);
        }

        return earlier;
    }

    /// <summary>What is known of a benchmark, or <see langword="null"/>.</summary>
    /// <param name="id">The benchmark.</param>
    public Measured? Benchmark(string id) => _byBenchmark.GetValueOrDefault(id);

    private void Learn(ResultDocument result, bool isSameEndpoint)
    {
        foreach (var benchmark in result.Benchmarks)
        {
            var answered = benchmark.Trials - benchmark.Infrastructure;
            var speed = isSameEndpoint ? benchmark.Latency.OutputTokensPerSecond?.P50 : null;
            TokensPerSecond ??= speed;
            if (answered > 0 && benchmark.Usage.CompletionTokens > 0)
                _byBenchmark.TryAdd(benchmark.Id, new((double)benchmark.Usage.PromptTokens / answered, (double)benchmark.Usage.CompletionTokens / answered, speed));
        }
    }

    private static ResultDocument? TryRead(string folder)
    {
        try
        {
            var path = Path.Combine(folder, "result.json");
            return File.Exists(path) ? ResultDocument.Parse(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // A plan must not fail over an old result.
            return null;
        }
    }
}
