using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>An instance's container with a shell in it. The container starts with the first command and goes with the environment.</summary>
internal sealed class SweEnvironment(ContainerEngine engine, SweInstance instance, ContainerLimits limits) : IAgentEnvironment
{
    private static readonly IReadOnlyList<AgentTool> Both =
    [
        Tool("bash", "Runs a command in a fresh bash in /testbed, the root of the repository. Files last from call to call, variables and directories do not. There is no network.", "command"),
        Tool("submit", "Hands the work in. Call it once, when the issue is resolved."),
    ];

    private InstanceContainer? _container;
    private string _start = "";

    public IReadOnlyList<AgentTool> Tools => Both;

    /// <summary>Commands that had to be ended.</summary>
    public int Contained { get; private set; }

    // Commands may depend on time and chance: an interrupted episode starts anew.
    public bool Replays => false;

    public string? UserTurn(IReadOnlyList<AgentStep> steps) => steps.Count > 0 ? null : $"""
        This issue was reported for the project in /testbed:

        <issue>
        {instance.ProblemStatement}
        </issue>

        Change the source so that the issue is resolved. Tests of the project will be run on your change.
        """;

    public async Task<ToolResult> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        switch (tool)
        {
            case "bash":
                return await RunAsync((string)arguments["command"]!, cancellationToken);
            case "submit":
                var patch = await PatchAsync(cancellationToken);
                return patch.Refusal is { } refusal ? ToolResult.Error($"it cannot be handed in like this: {refusal}") : new("Handed in.", EndsEpisode: true);
            default:
                return ToolResult.Error("there is no such tool");
        }
    }

    /// <summary>The change so far.</summary>
    /// <exception cref="SandboxException">The engine does not work: no fault of the model.</exception>
    public async Task<ModelPatch> PatchAsync(CancellationToken cancellationToken)
    {
        var patch = await ModelPatch.ExtractAsync(await StartedAsync(cancellationToken), _start, limits, cancellationToken);
        if (patch is not null)
            return patch;
        // Not even a shell is left. Where a fresh container works, that was the model's doing, and nothing of its work is there.
        await DisposeAsync();
        return await ModelPatch.ExtractAsync(await StartedAsync(cancellationToken), _start, limits, cancellationToken)
            ?? throw new SandboxException($"{engine.Name} runs nothing in a fresh container.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is { } container)
            await container.DisposeAsync();
        _container = null;
    }

    private async Task<ToolResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        if (command.Contains('\0', StringComparison.Ordinal) || command.Length > 100_000)
            return ToolResult.Error("the command is too long or holds a zero character");
        var run = await (await StartedAsync(cancellationToken)).RunAsync(command, limits.Command, limits.ShownOutput, "", cancellationToken);
        if (run.End != SandboxEnd.Exited)
            Contained++;
        // What cannot run a command any more is of no use; the next command gets a fresh one, or the reason why there is none.
        if (run.End is SandboxEnd.DiskLimit or SandboxEnd.Lost)
            await DisposeAsync();
        var output = run.Output.Length == 0 ? "[no output]" : run.Output;
        return run.End switch
        {
            SandboxEnd.Exited => new(run.ExitCode == 0 ? output : string.Create(CultureInfo.InvariantCulture, $"{output}\n[exit code {run.ExitCode}]")),
            SandboxEnd.TimedOut => ToolResult.Error($"the command was ended at the time limit\n{output}"),
            SandboxEnd.MemoryLimit => ToolResult.Error($"the command took more memory than the {limits.Memory >> 20} MiB that all processes may have together, and was killed\n{output}"),
            SandboxEnd.DiskLimit => ToolResult.Error($"more than {limits.Disk >> 20} MiB were written, so the machine was thrown away; all files are as at the start\n{output}"),
            SandboxEnd.OutputLimit => ToolResult.Error($"the command wrote too much and was ended\n{output}"),
            _ => ToolResult.Error($"the command could not be started, so the machine was thrown away; all files are as at the start\n{output}"),
        };
    }

    private async Task<InstanceContainer> StartedAsync(CancellationToken cancellationToken)
    {
        if (_container is not null)
            return _container;
        var image = SweImage.Of(instance.Id);
        _container = await engine.StartAsync(image, limits, cancellationToken);
        // The published images hold the base commit and one commit of their set-up on it: the work begins after that one.
        var head = await _container.RunAsync($"git merge-base --is-ancestor {instance.BaseCommit} HEAD && git rev-parse HEAD", limits.Command, 4 << 10, "", cancellationToken);
        _start = head.Output.Trim();
        return head.Succeeded && _start.Length >= 40 && _start.All(char.IsAsciiHexDigitLower)
            ? _container
            : throw new SandboxException($"The image {image} does not hold the base commit {instance.BaseCommit} in /testbed: {_start}");
    }

    private static AgentTool Tool(string name, string description, params string[] texts) => new(name, description, new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(texts.Select(t => KeyValuePair.Create<string, JsonNode?>(t, new JsonObject { ["type"] = "string", ["minLength"] = 1 }))),
        ["required"] = new JsonArray([.. texts.Select(t => (JsonNode)t)]),
        ["additionalProperties"] = false,
    });
}
