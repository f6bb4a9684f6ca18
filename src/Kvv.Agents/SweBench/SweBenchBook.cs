using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Agents.SweBench;

/// <summary>SWE-bench as episodes: an issue, a shell in the instance's container, and the project's own tests in a fresh one.</summary>
public sealed class SweBenchBook : IEpisodeBook
{
    private const string FunctionRules = """
        You are a programmer resolving an issue in a repository through the tool `bash`. Find the cause, reproduce it where you can, change the source, and check your change. Do not change existing tests: they are restored before your work is judged. Leave nothing behind that does not belong into the repository, such as scripts of your own. When the issue is resolved, call `submit`.
        """;

    private const string BashRules = """
        You are a programmer resolving an issue in the repository in /testbed through a shell. Every reply holds your thoughts in a sentence or two and then exactly one shell block, fenced as ```bash … ```; its output comes back to you. Each block starts in /testbed with a fresh shell. Find the cause, reproduce it where you can, change the source, and check your change. Do not change existing tests: they are restored before your work is judged. Leave nothing behind that does not belong into the repository, such as scripts of your own. When the issue is resolved, reply with a block that holds the single command `submit`.
        """;

    private readonly Dictionary<string, SweInstance> _instances;
    private readonly AgentPlan _plan;
    private readonly ContainerEngine _engine;
    private readonly ContainerLimits _limits;

    /// <summary>Creates the book.</summary>
    /// <param name="dataset">The items, as the data set states them.</param>
    /// <param name="plan">Request, style, echo and limits.</param>
    /// <param name="engine">Where containers run.</param>
    /// <param name="limits">Their bounds.</param>
    /// <exception cref="InvalidDataException">An item is malformed.</exception>
    public SweBenchBook(Dataset dataset, AgentPlan plan, ContainerEngine engine, ContainerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset = dataset;
        _instances = dataset.Samples.ToDictionary(s => s.Id, SweInstance.Read, StringComparer.Ordinal);
        (_plan, _engine, _limits) = (plan, engine, limits);
    }

    /// <summary>The items.</summary>
    public Dataset Dataset { get; }

    /// <summary>What keeps items from being judged here: repositories without a known runner, images that are not on this machine.</summary>
    /// <param name="dataset">The items.</param>
    /// <param name="images">The images of this machine, see <see cref="ContainerEngine.ImagesAsync"/>.</param>
    /// <param name="engine">The engine's name, for the remedy.</param>
    /// <returns>One sentence part with the remedy, or <see langword="null"/> when nothing is missing.</returns>
    /// <exception cref="InvalidDataException">An item is malformed.</exception>
    public static string? Missing(Dataset dataset, IReadOnlySet<string> images, string engine)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(images);
        var instances = dataset.Samples.Select(SweInstance.Read).ToList();
        if (instances.Find(i => TestRunner.For(i) is null) is { } unknown)
            return $"{unknown.Id} is of {unknown.Repository}, whose test runner is not supported (supported are {string.Join(", ", TestRunner.Repositories)}); take its items out of the data set";
        var absent = instances.Select(i => SweImage.Of(i.Id)).Where(i => !images.Contains(i)).ToList();
        return absent.Count == 0 ? null : $"{absent.Count} of {instances.Count} images are not on this machine; get each of them, the first with `{engine} pull {SweImage.Registry}{absent[0]}`, or keep only the items whose images you have";
    }

    /// <inheritdoc/>
    public string Describe(Sample sample) => $"{SweEvaluation.Version}\0{Dataset.Revision}\0{_limits}";

    /// <inheritdoc/>
    public AgentPlan Plan(Sample sample) => _plan with { System = _plan.Style == ToolStyle.Bash ? BashRules : FunctionRules };

    /// <inheritdoc/>
    public IAgentEnvironment Open(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new SweEnvironment(_engine, _instances[sample.Id], _limits);
    }

    /// <inheritdoc/>
    public async Task<Score> ScoreAsync(Sample sample, Trajectory trajectory, IAgentEnvironment environment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(trajectory);
        var desk = (SweEnvironment)environment;
        var instance = _instances[sample.Id];
        var patch = await desk.PatchAsync(cancellationToken);
        var judged = patch switch
        {
            { Refusal: { } refusal } => new SweEvaluation([], refusal, ""),
            { Diff.Length: 0 } => new SweEvaluation([], "nothing was changed", ""),
            _ => await SweEvaluation.OfAsync(_engine, instance, patch.Diff, _limits, cancellationToken),
        };
        return new(judged.Resolved ? 1 : 0, patch.Diff, Explain(judged, trajectory, instance))
        {
            Details = new JsonObject
            {
                ["contained"] = desk.Contained,
                ["broken"] = new JsonArray([.. judged.Broken.Take(20).Select(b => (JsonNode)b)]),
                ["testOutput"] = judged.Resolved || judged.Log.Length == 0 ? null : judged.Log[Math.Max(0, judged.Log.Length - 2000)..],
            },
        };
    }

    private static string Explain(SweEvaluation judged, Trajectory trajectory, SweInstance instance)
    {
        if (judged.Resolved)
            return "resolved: the tests that failed pass, those that passed still do";
        var fixes = judged.Broken.Count(instance.FailToPass.Contains);
        var problem = judged.Problem ?? $"{fixes} of {instance.FailToPass.Count} tests still fail, {judged.Broken.Count - fixes} of {instance.PassToPass.Count} no longer pass";
        return trajectory.End is EpisodeEnd.Submitted or EpisodeEnd.Finished ? problem : $"{problem}; the episode ended early: {trajectory.Explanation ?? trajectory.End.ToString()}";
    }
}
