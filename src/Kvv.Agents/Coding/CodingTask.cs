using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.Coding;

/// <summary>A small repository with something to do in it, and tests that tell whether it was done.</summary>
internal sealed record CodingTask
{
    /// <summary>The folder's name.</summary>
    public string Id { get; init; } = "";

    /// <summary>One sentence for people.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of work it is: <c>bug</c>, <c>feature</c>, <c>refactoring</c>, <c>build</c>, …</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>The user's turns; the first says what to do.</summary>
    public required IReadOnlyList<CodingTurn> User { get; init; }

    /// <summary>Command that runs the hidden tests; exit code 0 means that they pass.</summary>
    public required string HiddenTest { get; init; }

    /// <summary>Command that runs the tests that are green from the start and must stay so.</summary>
    public required string StayGreen { get; init; }

    /// <summary>A way to do it right, reply by reply.</summary>
    public required IReadOnlyList<CodingReply> Solution { get; init; }

    /// <summary>The same for the bash style: one command a reply.</summary>
    public IReadOnlyList<string> Shell { get; init; } = [];

    /// <summary>What the agent gets.</summary>
    public Workspace Repository { get; init; } = Workspace.Empty;

    /// <summary>Files that are laid over the final state before the hidden tests run; the agent never sees them.</summary>
    public Workspace Hidden { get; init; } = Workspace.Empty;

    /// <summary>Reads a task: <c>task.json</c>, <c>repository/</c>, <c>hidden/</c>.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InvalidDataException">Something is missing or malformed; the message names it.</exception>
    public static CodingTask Read(string folder)
    {
        try
        {
            var task = JsonSerializer.Deserialize<CodingTask>(File.ReadAllText(Path.Combine(folder, "task.json")), ServiceDesk.DeskDomain.Options)
                ?? throw new InvalidDataException($"{folder}/task.json is empty.");
            return task with { Id = Path.GetFileName(folder), Repository = Workspace.Read(Path.Combine(folder, "repository")), Hidden = Workspace.Read(Path.Combine(folder, "hidden")) };
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{folder}: {e.Message}", e);
        }
    }
}

/// <summary>What the user says.</summary>
/// <param name="Say">The words.</param>
internal sealed record CodingTurn(string Say);

/// <summary>One reply of a solution.</summary>
internal sealed record CodingReply
{
    /// <summary>Words.</summary>
    public string? Say { get; init; }

    /// <summary>Calls, made together.</summary>
    public IReadOnlyList<CodingCall> Calls { get; init; } = [];
}

/// <summary>One call of a solution.</summary>
internal sealed record CodingCall(string Tool, JsonObject Arguments);
