using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.Coding;

/// <summary>
/// A repository and a sandbox. Files are read and edited in memory, so that no path of a model ever meets the host's file
/// system; commands run in the sandbox alone.
/// </summary>
internal sealed class CodingEnvironment(Workspace repository, string prompt, ISandbox sandbox, SandboxLimits limits) : IAgentEnvironment
{
    private const int MostHits = 200;
    private const int LongestFile = 200_000;

    /// <summary>The files now.</summary>
    public Workspace Files { get; private set; } = repository;

    /// <summary>Commands that had to be ended or lost their sandbox.</summary>
    public int Contained { get; private set; }

    public IReadOnlyList<AgentTool> Tools => CodingTools.All;

    // Commands may depend on time and chance: an interrupted episode starts anew.
    public bool Replays => false;

    public string? UserTurn(IReadOnlyList<AgentStep> steps) => steps.Count == 0 ? prompt : null;

    public async Task<ToolResult> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        string Argument(string name) => (string)arguments[name]!;
        return tool switch
        {
            "list_files" => new(string.Join('\n', Files.Files.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Value.Bytes.Length,8} {f.Key}")))),
            "read_file" => Read(Argument("path"), Line(arguments["from_line"]), Line(arguments["to_line"])),
            "search" => Search(Argument("text")),
            "edit_file" => Edit(Argument("path"), Argument("old"), Argument("new")),
            "write_file" => Write(Argument("path"), Argument("content")),
            "run" or "bash" => await RunAsync(Argument("command"), cancellationToken),
            "submit" => new("Handed in.", EndsEpisode: true),
            _ => ToolResult.Error("there is no such tool"),
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ToolResult Read(string path, int? from, int? to)
    {
        if (!Files.Files.TryGetValue(path, out var file))
            return ToolResult.Error($"there is no file {Short(path)}");
        var lines = file.Text.Split('\n');
        var first = Math.Max(from ?? 1, 1);
        var last = Math.Min(to ?? lines.Length, lines.Length);
        var text = new StringBuilder();
        for (var i = first; i <= last; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i,5}  {lines[i - 1]}\n");
        return new(text.ToString());
    }

    /// <summary>A line number; JSON has no integers, so 3.0 is one, and a huge one means the last.</summary>
    private static int? Line(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var line) ? (int)Math.Clamp(line, 1, int.MaxValue) : null;

    private ToolResult Search(string text)
    {
        var hits = (from file in Files.Files
                    where file.Value.Bytes.Length <= LongestFile
                    from line in file.Value.Text.Split('\n').Select((content, index) => (Content: content, Number: index + 1))
                    where line.Content.Contains(text, StringComparison.Ordinal)
                    select string.Create(CultureInfo.InvariantCulture, $"{file.Key}:{line.Number}: {Short(line.Content)}")).Take(MostHits).ToList();
        return new(hits.Count == 0 ? "no line contains this text" : string.Join('\n', hits));
    }

    private ToolResult Edit(string path, string old, string replacement)
    {
        if (!Files.Files.TryGetValue(path, out var file))
            return ToolResult.Error($"there is no file {Short(path)}");
        var text = file.Text;
        var at = text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0)
            return ToolResult.Error("the old text does not occur in the file");
        if (text.IndexOf(old, at + 1, StringComparison.Ordinal) >= 0)
            return ToolResult.Error("the old text occurs more than once; give more of its surroundings");
        return Set(path, WorkFile.Of(string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length)), file.IsExecutable));
    }

    private ToolResult Write(string path, string content) => Set(path, WorkFile.Of(content, Files.Files.GetValueOrDefault(path)?.IsExecutable ?? path.EndsWith(".sh", StringComparison.Ordinal)));

    private ToolResult Set(string path, WorkFile file)
    {
        if (!Workspace.IsPlain(path))
            return ToolResult.Error("the path must be relative and stay inside the repository");
        if (Files.Files.Where(f => f.Key != path).Sum(f => (long)f.Value.Bytes.Length) + file.Bytes.Length > limits.Disk)
            return ToolResult.Error("the disk is full");
        Files = Files.With(path, file);
        return new($"{Short(path)} is written.");
    }

    private async Task<ToolResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        if (command.Contains('\0', StringComparison.Ordinal) || command.Length > 100_000)
            return ToolResult.Error("the command is too long or holds a zero character");
        var run = await sandbox.RunAsync(Files, command, limits, cancellationToken);
        Files = run.After;
        if (run.End != SandboxEnd.Exited)
            Contained++;
        return run.End switch
        {
            SandboxEnd.Exited => new(run.ExitCode == 0 ? Shown(run.Output) : string.Create(CultureInfo.InvariantCulture, $"{Shown(run.Output)}\n[exit code {run.ExitCode}]")),
            SandboxEnd.TimedOut => ToolResult.Error($"the command was ended at the time limit\n{run.Output}"),
            SandboxEnd.MemoryLimit => ToolResult.Error($"the command's processes took more memory than the {limits.Memory >> 20} MiB they may have together, and were killed\n{run.Output}"),
            SandboxEnd.OutputLimit => ToolResult.Error($"the command wrote too much and was killed; the files are as before it\n{run.Output}"),
            _ => ToolResult.Error($"the command took the sandbox down; the files are as before it\n{run.Output}"),
        };
    }

    private static string Shown(string output) => output.Length == 0 ? "[no output]" : output;

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
