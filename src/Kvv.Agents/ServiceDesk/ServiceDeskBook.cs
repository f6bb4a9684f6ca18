using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Agents.ServiceDesk;

/// <summary>
/// The service desks as episodes: a policy, tools over an in-memory database, a user with a script. Nothing has to be
/// installed for them.
/// </summary>
public sealed class ServiceDeskBook : IEpisodeBook
{
    private readonly Dictionary<string, (DeskDomain Domain, DeskTask Task)> _tasks;
    private readonly AgentPlan _plan;

    private ServiceDeskBook(IReadOnlyList<DeskDomain> domains, string revision, AgentPlan plan)
    {
        _plan = plan;
        _tasks = domains.SelectMany(d => d.Tasks.Select(t => (d, t))).ToDictionary(t => t.t.Id, StringComparer.Ordinal);
        Dataset = new("service-desk", revision, [.. _tasks.Values.Select(t => new Sample(t.Task.Id, new JsonObject { ["id"] = t.Task.Id, ["domain"] = t.Domain.Name, ["title"] = t.Task.Title, ["traits"] = new JsonArray([.. t.Task.Traits.Select(x => (JsonNode)x)]) }))]);
    }

    /// <summary>The tasks of all domains.</summary>
    public Dataset Dataset { get; }

    /// <summary>Reads every domain below a folder.</summary>
    /// <param name="folder"><c>fixtures/agentic/service-desk</c>.</param>
    /// <param name="plan">Request, echo and limits; the system message is each domain's policy.</param>
    /// <exception cref="InvalidDataException">A file is missing or malformed.</exception>
    public static ServiceDeskBook Read(string folder, AgentPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"The service desks are not there: {folder} does not exist.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return new([.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(DeskDomain.Read)], $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}", plan);
    }

    /// <inheritdoc/>
    public string Describe(Sample sample)
    {
        var (domain, task) = Find(sample);
        return $"{DeskScore.Version}\0{domain.Schema}\0{JsonSerializer.Serialize(domain.Rules, DeskDomain.Options)}\0{JsonSerializer.Serialize(task, DeskDomain.Options)}";
    }

    /// <inheritdoc/>
    public AgentPlan Plan(Sample sample) => _plan with { System = Find(sample).Domain.Policy, Style = ToolStyle.Functions };

    /// <inheritdoc/>
    public IAgentEnvironment Open(Sample sample)
    {
        var (domain, task) = Find(sample);
        return new DeskEnvironment(domain, task);
    }

    /// <inheritdoc/>
    public Task<Score> ScoreAsync(Sample sample, Trajectory trajectory, IAgentEnvironment environment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        var task = Find(sample).Task;
        var judged = DeskScore.Of(task, (DeskEnvironment)environment, trajectory.Steps);
        var ended = trajectory.End == EpisodeEnd.Finished ? [] : new[] { $"the episode ended early: {trajectory.Explanation ?? trajectory.End.ToString()}" };
        var missing = judged.Missing.Concat(ended).ToList();
        return Task.FromResult(new Score(missing.Count == 0 ? 1 : 0, trajectory.LastWords, missing.Count == 0 ? "the final state is as it must be" : string.Join("; ", missing))
        {
            Details = new JsonObject { ["policyBreaks"] = judged.PolicyBreaks },
            Faults = judged.ResultsMixedUp ? ["ml-result-mixup"] : [],
        });
    }

    private (DeskDomain Domain, DeskTask Task) Find(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return _tasks[sample.Id];
    }
}
