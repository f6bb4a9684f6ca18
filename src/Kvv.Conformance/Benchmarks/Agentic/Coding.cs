using Kvv.Agents.Coding;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>Small repositories with something to do in them, judged by hidden tests. Everything a model runs, runs in a sandbox; without one the benchmark is left out.</summary>
internal sealed class Coding : IBenchmarkDefinition
{
    private static readonly AgentLimits Limits = new() { Steps = 60, CompletionTokens = 500_000, Time = TimeSpan.FromHours(2) };

    public string Id => "coding";

    public string Category => Conformance.Category.Agentic;

    public string Title => "Small repositories, judged by hidden tests in a sandbox";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        if (FoundSandbox.Of(context.Settings.Sandbox) is not { Sandbox: { } sandbox })
        {
            var reason = $"there is no sandbox ({FoundSandbox.Of(context.Settings.Sandbox).Missing}); to run it, {SandboxChoice.Remedy}";
            // Who names a sandbox counts on it; who does not can do without.
            return context.Settings.Sandbox is SandboxKind.Auto or SandboxKind.None ? Preparation.LeftOut(reason) : Preparation.NotRun(reason);
        }

        var plan = context.Plan(target.Decoding, Limits, isOwn: true) with { Style = context.Settings.ToolStyle };
        var book = CodingBook.Read(context.Fixture("agentic", "repositories"), plan, sandbox, new SandboxLimits());
        return Preparation.Of(this.Episodes(target, book.Dataset, book, seconds: 180));
    }
}
