using System.CommandLine;
using System.Globalization;
using Kvv.Conformance.Planning;
using Kvv.Conformance.Profiles;

namespace Kvv.Cli;

/// <summary><c>kvv plan</c>: what pre-verification would cost, before anything is spent.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var profile = new Option<string>("--profile") { Description = "Name of a profile in the fixtures folder, or the path of a profile file.", DefaultValueFactory = _ => "kimi-k2.6" };
        var fixtures = new Option<string?>("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." };
        var input = new Option<decimal>("--input-price") { Description = "Price of a million prompt tokens; 0 leaves the price out." };
        var output = new Option<decimal>("--output-price") { Description = "Price of a million completion tokens; 0 leaves the price out." };
        var command = new Command("plan", "Estimate the requests and tokens of pre-verification; sends nothing.") { profile, fixtures, input, output };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                var folder = FixturesFolder.Find(parsed.GetValue(fixtures));
                var contract = new ProfileStore(Path.Combine(folder, "models")).Load(parsed.GetValue(profile)!);
                var plan = PreVerificationPlan.Estimate(CostTable.Load(folder), contract);
                foreach (var line in Lines(contract, plan, parsed.GetValue(input), parsed.GetValue(output)))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
                return 0;
            }
            catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or ProfileException or UnknownProfileException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static IEnumerable<string> Lines(ModelProfile profile, PreVerificationPlan plan, decimal input, decimal output)
    {
        yield return Text($"Pre-verification of {profile.Name}: {plan.Checks:N0} checks send {plan.Requests:N0} requests.");
        yield return Text($"About {plan.TotalTokens:N0} tokens: {plan.PromptTokens:N0} in the prompts, {plan.CompletionTokens:N0} in the answers.");
        if (input > 0 || output > 0)
            yield return Text($"About {plan.Price(input, output):0.00} at {input} and {output} a million tokens.");
        yield return Text($"Thinking is taken to cost {CheckCost.ThinkingAllowance} tokens an answer; retries and a warm cache are left out.");
        yield return "Tier standard adds a prompt of some 18,000 tokens.";
        if (plan.OptInTokens > 0)
            yield return Text($"Tier full adds to that a prompt of some {plan.OptInTokens:N0} tokens and an answer of some 30,000.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
