using System.CommandLine;
using System.Globalization;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Planning;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;

namespace Kvv.Cli;

/// <summary><c>kvv plan</c>: what a verification would cost, before anything is spent.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var profile = new Option<string?>("--profile") { Description = "Name of a profile in the fixtures folder, or the path of a profile file; KVV_PROFILE when left out." };
        var tier = new Option<string?>("--tier") { Description = "smoke, standard or full; KVV_TIER when left out." };
        var fixtures = new Option<string?>("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." };
        var input = new Option<decimal?>("--input-price") { Description = "Price of a million prompt tokens; KVV_PRICE_INPUT when left out." };
        var output = new Option<decimal?>("--output-price") { Description = "Price of a million completion tokens; KVV_PRICE_OUTPUT when left out." };
        var command = new Command("plan", "Estimate requests, tokens, cost and time of a verification; sends nothing.") { profile, tier, fixtures, input, output };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var folder = FixturesFolder.Find(parsed.GetValue(fixtures));
                var settings = CommandSettings.Read(folder, new()
                {
                    ["KVV_PROFILE"] = parsed.GetValue(profile),
                    ["KVV_TIER"] = parsed.GetValue(tier),
                    ["KVV_PRICE_INPUT"] = parsed.GetValue(input)?.ToString(CultureInfo.InvariantCulture),
                    ["KVV_PRICE_OUTPUT"] = parsed.GetValue(output)?.ToString(CultureInfo.InvariantCulture),
                });
                foreach (var line in Lines(folder, settings))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or ProfileException or UnknownProfileException or SettingsException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static IEnumerable<string> Lines(string fixtures, ConformanceSettings settings)
    {
        var profile = new ProfileStore(Path.Combine(fixtures, "models")).Load(settings.Profile);
        var model = settings.Model ?? profile.Name;
        var probes = new ProbeContext(profile, model, settings.Dialect ?? profile.Dialect, settings.Seed, settings.ApiKey is not null) { Tier = settings.Tier, DatasetDirectory = settings.DatasetDirectory };
        var context = new BenchmarkContext(probes, settings, fixtures);
        var earlier = EarlierRuns.Read(settings.RunDirectory, profile.Name, settings.BaseUrl?.ToString() ?? ConformanceSettings.ReferenceBaseUrl, model);
        var plan = VerificationPlan.Estimate(context, CostTable.Load(fixtures), earlier, d => BaselineFolder.Attached(d.Prepare(context), context));
        var before = plan.PreVerification;
        yield return Text($"Pre-verification of {profile.Name}: {before.Checks:N0} checks send {before.Requests:N0} requests.");
        yield return Text($"About {before.TotalTokens:N0} tokens: {before.PromptTokens:N0} in the prompts, {before.CompletionTokens:N0} in the answers.");
        if (settings.PriceInput is not null || settings.PriceOutput is not null)
            yield return Text($"About {before.Price(settings.PriceInput ?? 0, settings.PriceOutput ?? 0):0.00} at {settings.PriceInput ?? 0} and {settings.PriceOutput ?? 0} a million tokens.");
        yield return Text($"Thinking is taken to cost {CheckCost.ThinkingAllowance} tokens an answer; retries and a warm cache are left out.");
        yield return "Tier standard adds a prompt of some 18,000 tokens.";
        if (before.OptInTokens > 0)
            yield return Text($"Tier full adds to that a prompt of some {before.OptInTokens:N0} tokens and an answer of some 30,000.");
        foreach (var line in plan.Lines())
            yield return line;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
