using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Trials;

namespace Kvv.Cli;

/// <summary><c>kvv baseline record</c>: measures a benchmark on an official endpoint and keeps the scores item by item.</summary>
internal static class BaselineCommand
{
    public static Command Create() => new("baseline", "Recorded baselines.") { Record() };

    private static Command Record()
    {
        var benchmark = new Argument<string>("benchmark") { Description = "A benchmark of the suite, for example tool-calls." };
        var baseUrl = new Option<string>("--base-url") { Description = "The official endpoint up to and including /v1.", Required = true };
        var model = new Option<string?>("--model") { Description = "Model name sent in requests; the profile's name when left out." };
        var profile = new Option<string>("--profile") { Description = "Name of a profile in the fixtures folder, or the path of a profile file.", DefaultValueFactory = _ => "kimi-k2.6" };
        var tier = new Option<string>("--tier") { Description = "smoke, standard or full.", DefaultValueFactory = _ => "standard" };
        var output = new Option<string>("--out") { Description = "Folder to write the baseline to; the setting Baselines names it in later runs.", DefaultValueFactory = _ => "baselines" };
        var tries = new Option<int?>("--tries") { Description = "Tries of each item, 1 or more; the benchmark's own number when left out. More tries support a smaller margin.", CustomParser = Tries };
        var fixtures = new Option<string?>("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." };
        var command = new Command("record", "Measure a benchmark on an official endpoint and write an item-level baseline. The API key and all other settings come from the KVV_ variables.") { benchmark, baseUrl, model, profile, tier, tries, output, fixtures };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            try
            {
                var folder = FixturesFolder.Find(parsed.GetValue(fixtures));
                var settings = Settings(parsed.GetValue(baseUrl)!, parsed.GetValue(model), parsed.GetValue(profile)!, parsed.GetValue(tier)!);
                var path = await RecordAsync(BenchmarkRegistry.Get(parsed.GetValue(benchmark)!), settings, folder, parsed.GetValue(tries), parsed.GetValue(output)!, console.Output, cancellationToken);
                await console.Output.WriteLineAsync($"Recorded {path}. Compare with it: KVV_BASELINES={Path.GetDirectoryName(path)}");
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or InvalidOperationException or KeyNotFoundException or ProfileException or UnknownProfileException or SettingsException)
            {
                await console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static int? Tries(ArgumentResult given)
    {
        var text = given.Tokens.Count > 0 ? given.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tries) && tries >= 1)
            return tries;
        given.AddError($"--tries takes a whole number of 1 or more, not '{text}'.");
        return null;
    }

    private static ConformanceSettings Settings(string baseUrl, string? model, string profile, string tier)
    {
        var variables = new Dictionary<string, string>(SettingsReader.ProcessEnvironment(), StringComparer.Ordinal)
        {
            ["KVV_BASE_URL"] = baseUrl,
            ["KVV_PROFILE"] = profile,
            ["KVV_TIER"] = tier,
        };
        if (model is not null)
            variables["KVV_MODEL"] = model;
        var settings = new SettingsReader(new Dictionary<string, string>(), variables, Environment.CurrentDirectory).Read();
        return settings.IsReference ? throw new ArgumentException("--base-url names no endpoint: start `kvv serve` and give its address to record the reference endpoint.") : settings;
    }

    private static async Task<string> RecordAsync(IBenchmarkDefinition definition, ConformanceSettings settings, string fixtures, int? tries, string output, TextWriter console, CancellationToken cancellationToken)
    {
        var work = Path.Combine(settings.RunDirectory, "baselines", $"{definition.Id}-{Fingerprint(settings)}");
        settings = await WithSeedOfMeasurementAsync(settings, work, cancellationToken);
        BaselineFile baseline;
        using (var bench = new BenchmarkBench(settings, fixtures, work))
        {
            if (bench.Prepare(definition) is not Preparation.Ready ready)
                throw new InvalidOperationException($"{definition.Id} cannot be measured: {((Preparation.NotReady)bench.Prepare(definition)).Reason}.");
            var benchmark = BaselineRecording.Measured(ready.Benchmark, tries);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Measuring {definition.Id} on {settings.BaseUrl} (model {bench.Context.Model}, seed {settings.Seed}): {benchmark.Trials} trials. Stopped, the same command goes on."));
            var result = await bench.RunAsync(benchmark, new Count(console, benchmark.Trials), cancellationToken);
            baseline = BaselineRecording.From(result, bench.Context, settings, TimeProvider.System.GetUtcNow());
            foreach (var figure in result.Metrics)
                await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value:0.000}: {figure.Explanation}"));
        }

        if (baseline.Precision is { } precision)
            await console.WriteLineAsync(precision);
        var folder = Directory.CreateDirectory(output).FullName;
        var path = Path.Combine(folder, baseline.FileName);
        await File.WriteAllTextAsync(path, baseline.ToJson(), cancellationToken);
        // The next recording measures anew.
        Directory.Delete(work, recursive: true);
        return path;
    }

    /// <summary>A measurement whose seed was drawn goes on with it when it was stopped.</summary>
    private static async Task<ConformanceSettings> WithSeedOfMeasurementAsync(ConformanceSettings settings, string work, CancellationToken cancellationToken)
    {
        if (settings.SeedOrigin != SeedOrigin.Drawn)
            return settings;
        var file = Path.Combine(Directory.CreateDirectory(work).FullName, "seed");
        if (File.Exists(file) && ulong.TryParse(await File.ReadAllTextAsync(file, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out var begun))
            return settings with { Seed = begun };
        await File.WriteAllTextAsync(file, settings.Seed.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return settings;
    }

    /// <summary>What must agree for the trials of a stopped measurement to be used: where they came from.</summary>
    private static string Fingerprint(ConformanceSettings settings) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', settings.BaseUrl, settings.Model, settings.Profile, settings.Dialect, settings.Tier, settings.SeedOrigin == SeedOrigin.Drawn ? "drawn" : settings.Seed.ToString(CultureInfo.InvariantCulture), settings.ExtraBody.ToJsonString(), string.Join(',', settings.ExtraHeaders.Keys.Order(StringComparer.Ordinal))))))[..12];

    /// <summary>Says every tenth of the way how far it is.</summary>
    private sealed class Count(TextWriter console, int total) : IProgress<TrialRecord>
    {
        private readonly Lock _gate = new();
        private int _done;

        public void Report(TrialRecord value)
        {
            lock (_gate)
            {
                _done++;
                if (_done * 10 / total > (_done - 1) * 10 / total)
                    console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_done} of {total} trials"));
            }
        }
    }
}
