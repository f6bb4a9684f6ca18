using Kvv.Agents.Loop;
using Kvv.Agents.ServiceDesk;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>
/// Errors in tool calls add up over turns. A shop, a clinic and a depot with rules, tools over an in-memory database and a
/// customer with a script; what counts is the state in the end. Needs nothing installed.
/// </summary>
internal sealed class ServiceDesk : IBenchmarkDefinition
{
    // The longest written solution takes 25 replies.
    private static readonly AgentLimits Limits = new() { Steps = 50, CompletionTokens = 300_000, Time = TimeSpan.FromHours(2) };

    public string Id => "service-desk";

    public string Category => Conformance.Category.Agentic;

    public string Title => "Service desks with rules, tools and a state";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var book = ServiceDeskBook.Read(context.Fixture("agentic", "service-desk"), context.Plan(target.Decoding, Limits, isOwn: true));
        return Preparation.Of(this.Episodes(target, book.Dataset, book, seconds: 60));
    }
}
