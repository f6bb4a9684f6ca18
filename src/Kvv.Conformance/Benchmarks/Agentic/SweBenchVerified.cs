using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Agents.SweBench;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>
/// SWE-bench Verified (princeton-nlp/SWE-bench_Verified, 500 issues): real repositories, each in its published image. Data set,
/// engine and images are the user's to bring; without them it is left out, since that says nothing about the endpoint.
/// </summary>
internal sealed class SweBenchVerified : IBenchmarkDefinition
{
    // The multi-turn harnesses in use allow 250 steps.
    private static readonly AgentLimits Limits = new() { Steps = 250, CompletionTokens = 1_500_000, Time = TimeSpan.FromHours(4) };

    public string Id => "swe-bench-verified";

    public string Category => Conformance.Category.Agentic;

    public string Title => "SWE-bench Verified: issues of public projects, judged by their tests";

    public bool RunsIn(Tier tier) => tier != Tier.Smoke;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        if (context.Settings.DatasetDirectory is not { } directory)
            return Preparation.LeftOut("no folder of data sets is set; set DatasetDirectory");
        Dataset dataset;
        try
        {
            dataset = DatasetStore.For(directory, context.FixturesFolder).Open(Id);
        }
        catch (DatasetMissingException e)
        {
            return Preparation.LeftOut(e.Message);
        }

        if (FoundEngine.Of(context.Settings.Sandbox) is not { Engine: { } engine })
        {
            var reason = $"there is no container engine ({FoundEngine.Of(context.Settings.Sandbox).Missing}); to run it, {ContainerEngine.Remedy}";
            // Who names an engine counts on it; who does not can do without.
            return context.Settings.Sandbox is SandboxKind.Docker or SandboxKind.Podman ? Preparation.NotRun(reason) : Preparation.LeftOut(reason);
        }

        if (SweBenchBook.Missing(dataset, FoundEngine.Images(engine), engine.Name) is { } missing)
            return Preparation.LeftOut(missing);
        var plan = context.Plan(target.Decoding, Limits) with { Style = context.Settings.ToolStyle };
        var book = new SweBenchBook(dataset, plan, engine, new ContainerLimits());
        return Preparation.Of(this.Episodes(target, book.Dataset, book, seconds: 900));
    }
}
