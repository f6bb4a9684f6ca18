using Kvv.Agents.Loop;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.SelfTests.Agents;

/// <summary>Episodes in a world with a counter; the counter in the end is the answer.</summary>
internal sealed class CounterBook(bool replays = true) : IEpisodeBook
{
    public Benchmark Benchmark(int items = 1) => new()
    {
        Id = "counter",
        Category = "Agentic",
        Dataset = new("counter", "1", [.. Enumerable.Range(0, items).Select(i => new Sample($"item-{i}", []))]),
        Play = new EpisodePlay(this, TimeProvider.System),
        Judge = new EpisodeJudge(null),
    };

    public string Describe(Sample sample) => "counter/1";

    public AgentPlan Plan(Sample sample) => AgentLoopTests.Plan;

    public IAgentEnvironment Open(Sample sample) => new CounterWorld(replays, "Add up.");

    public Task<Score> ScoreAsync(Sample sample, Trajectory trajectory, IAgentEnvironment environment, CancellationToken cancellationToken) =>
        Task.FromResult(new Score(1, $"{((CounterWorld)environment).Value}", "added"));
}
