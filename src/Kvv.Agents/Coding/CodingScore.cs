using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.Coding;

/// <summary>Judges the files an agent left: the changes are laid on a fresh copy, the hidden tests over them, and both runs happen in a fresh sandbox.</summary>
/// <param name="HiddenPass">Whether the hidden tests pass.</param>
/// <param name="GreenPass">Whether what was green is still green.</param>
/// <param name="Changed">Files that differ, build products left out.</param>
/// <param name="Output">What the failing run wrote.</param>
internal sealed record CodingScore(bool HiddenPass, bool GreenPass, IReadOnlyList<string> Changed, string Output)
{
    /// <summary>Part of a trial's identity.</summary>
    public const string Version = "coding/1";

    public bool Success => HiddenPass && GreenPass;

    /// <summary>Judges the files.</summary>
    /// <exception cref="SandboxException">The sandbox runs nothing any more: no fault of the model.</exception>
    public static async Task<CodingScore> OfAsync(CodingTask task, Workspace final, ISandbox sandbox, SandboxLimits limits, CancellationToken cancellationToken)
    {
        var changed = final.ChangedSince(task.Repository).Where(IsSource).ToList();
        var judged = changed.Aggregate(task.Repository, (files, path) => final.Files.TryGetValue(path, out var file) ? files.With(path, file) : files.Without(path));
        // The tests that must stay green are the repository's own; an agent may not have made them easier.
        var tests = task.Repository.Files.Where(f => IsTest(f.Key)).Aggregate(judged, (files, f) => files.With(f.Key, f.Value));
        var green = await sandbox.RunAsync(tests, task.StayGreen, limits, cancellationToken);
        var hidden = await sandbox.RunAsync(tests.With(task.Hidden), task.HiddenTest, limits, cancellationToken);
        if (hidden.End == SandboxEnd.Lost || green.End == SandboxEnd.Lost)
            await CheckAsync(sandbox, limits, cancellationToken);
        return new(Passes(hidden), Passes(green), changed, Passes(green) ? hidden.Output : green.Output);
    }

    /// <summary>A program can take its sandbox down; so can a machine that has run out of something. An empty command tells them apart.</summary>
    private static async Task CheckAsync(ISandbox sandbox, SandboxLimits limits, CancellationToken cancellationToken)
    {
        var control = await sandbox.RunAsync(Workspace.Empty, "true", limits, cancellationToken);
        if (control is not { End: SandboxEnd.Exited, ExitCode: 0 })
            throw new SandboxException($"{sandbox.Name} does not work any more: {control.Output.Trim()}");
    }

    private static bool Passes(SandboxRun run) => run is { End: SandboxEnd.Exited, ExitCode: 0 };

    private static bool IsTest(string path) => path.StartsWith("tests/", StringComparison.Ordinal);

    private static bool IsSource(string path) => !path.Contains("__pycache__/", StringComparison.Ordinal) && !path.EndsWith(".pyc", StringComparison.Ordinal);
}
