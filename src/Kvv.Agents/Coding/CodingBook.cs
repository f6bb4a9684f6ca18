using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Agents.Coding;

/// <summary>The coding tasks as episodes: a small repository, a sandbox, hidden tests.</summary>
public sealed class CodingBook : IEpisodeBook
{
    private const string FunctionRules = """
        You are a programmer working on a small repository through tools. Look before you change, keep changes small, and do not edit files under tests/: they are restored before your work is judged. Run the tests with the tool `run`. When the task is done, call `submit`.
        """;

    private const string BashRules = """
        You are a programmer working on a small repository in /work through a shell. Every reply holds your thoughts in a sentence or two and then exactly one shell block, fenced as ```bash … ```; its output comes back to you. Each block starts in /work with a fresh shell. Keep changes small, and do not edit files under tests/: they are restored before your work is judged. When the task is done, reply with a block that holds the single command `submit`.
        """;

    private readonly Dictionary<string, CodingTask> _tasks;
    private readonly AgentPlan _plan;
    private readonly ISandbox _sandbox;
    private readonly SandboxLimits _limits;
    private readonly string _revision;

    private CodingBook(IReadOnlyList<CodingTask> tasks, string revision, AgentPlan plan, ISandbox sandbox, SandboxLimits limits)
    {
        _tasks = tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        (_plan, _sandbox, _limits, _revision) = (plan, sandbox, limits, revision);
        Dataset = new("repositories", revision, [.. tasks.Select(t => new Sample(t.Id, new JsonObject { ["id"] = t.Id, ["title"] = t.Title, ["traits"] = new JsonArray([.. t.Traits.Select(x => (JsonNode)x)]) }))]);
    }

    /// <summary>The tasks.</summary>
    public Dataset Dataset { get; }

    /// <summary>Reads every task below a folder.</summary>
    /// <param name="folder"><c>fixtures/agentic/repositories</c>.</param>
    /// <param name="plan">Request, style, echo and limits.</param>
    /// <param name="sandbox">Where commands and tests run.</param>
    /// <param name="limits">The bounds of one command.</param>
    /// <exception cref="InvalidDataException">A file is missing or malformed.</exception>
    public static CodingBook Read(string folder, AgentPlan plan, ISandbox sandbox, SandboxLimits limits)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"The repositories are not there: {folder} does not exist.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return new([.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(CodingTask.Read)], $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}", plan, sandbox, limits);
    }

    /// <inheritdoc/>
    public string Describe(Sample sample) => $"{CodingScore.Version}\0{_revision}\0{_limits}";

    /// <inheritdoc/>
    public AgentPlan Plan(Sample sample) => _plan with { System = _plan.Style == ToolStyle.Bash ? BashRules : FunctionRules };

    /// <inheritdoc/>
    public IAgentEnvironment Open(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var task = _tasks[sample.Id];
        return new CodingEnvironment(task.Repository, task.User[0].Say, _sandbox, _limits);
    }

    /// <inheritdoc/>
    public async Task<Score> ScoreAsync(Sample sample, Trajectory trajectory, IAgentEnvironment environment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(trajectory);
        var desk = (CodingEnvironment)environment;
        var judged = await CodingScore.OfAsync(_tasks[sample.Id], desk.Files, _sandbox, _limits, cancellationToken);
        var problems = new List<string>();
        if (!judged.HiddenPass)
            problems.Add("the hidden tests fail");
        if (!judged.GreenPass)
            problems.Add("tests that were green fail");
        if (problems.Count > 0 && trajectory.End is not (EpisodeEnd.Submitted or EpisodeEnd.Finished))
            problems.Add($"the episode ended early: {trajectory.Explanation ?? trajectory.End.ToString()}");
        if (desk.Contained > 0)
            problems.Add($"{desk.Contained} command(s) had to be contained");
        return new(judged.Success ? 1 : 0, string.Join(", ", judged.Changed), problems.Count == 0 ? "hidden and green tests pass" : string.Join("; ", problems))
        {
            Details = new JsonObject { ["contained"] = desk.Contained, ["testOutput"] = judged.Success ? null : judged.Output[..Math.Min(judged.Output.Length, 2000)] },
        };
    }
}
