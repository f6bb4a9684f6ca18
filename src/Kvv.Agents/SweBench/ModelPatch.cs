using System.Text;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>The change that a model leaves: one diff against where it began, or why there is none.</summary>
/// <param name="Diff">The diff; empty when nothing was changed.</param>
/// <param name="Refusal">Why it is not taken, or <see langword="null"/>.</param>
internal sealed record ModelPatch(string Diff, string? Refusal)
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    // Settings of the repository's own configuration that shape a diff are overruled: the model could have written them.
    private const string Git = "git -c core.quotepath=off -c core.fsmonitor=false -c core.hooksPath=/dev/null -c diff.noprefix=false -c diff.mnemonicPrefix=false";

    private const string Options = "--cached --no-color --no-ext-diff --no-textconv --no-renames --full-index --src-prefix=a/ --dst-prefix=b/";

    /// <summary>Takes the difference to a commit, new files included, whatever was committed since.</summary>
    /// <param name="container">Where the model worked.</param>
    /// <param name="start">The commit it began at.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The change, or <see langword="null"/> when the container does not run commands any more.</returns>
    public static async Task<ModelPatch?> ExtractAsync(InstanceContainer container, string start, ContainerLimits limits, CancellationToken cancellationToken)
    {
        var counted = await container.RunAsync($"rm -f .git/index.lock; {Git} add -A . >/dev/null && {Git} diff {Options} --numstat {start} --", Time, 64 << 10, "", cancellationToken);
        if (counted.End is SandboxEnd.Lost or SandboxEnd.DiskLimit)
            return null;
        if (!counted.Succeeded)
            return new("", $"git could not compare the files with the start: {Short(counted.Output)}");
        if (Binary(counted.Output) is { } binary)
            return new("", $"the change holds a binary file, which a diff cannot carry: {Short(binary)}");
        var diff = await container.RunAsync($"{Git} diff {Options} {start} --", Time, 2 * limits.Patch, "", cancellationToken);
        if (diff.End is SandboxEnd.Lost or SandboxEnd.DiskLimit)
            return null;
        if (diff.End == SandboxEnd.OutputLimit || diff.Bytes > limits.Patch)
            return new("", $"the change is larger than {limits.Patch} bytes");
        if (!diff.Succeeded)
            return new("", $"git could not compare the files with the start: {Short(diff.Output)}");
        // Bytes that are no UTF-8 do not survive being read as text; a patch with others in their place would lie.
        return Encoding.UTF8.GetByteCount(diff.Output) == diff.Bytes && !diff.Output.Contains('\uFFFD', StringComparison.Ordinal)
            ? new(diff.Output, null)
            : new("", "the change holds text that is no UTF-8");
    }

    /// <summary>The first binary file in the output of <c>git diff --numstat</c>, or <see langword="null"/>.</summary>
    internal static string? Binary(string numstat) => numstat.Split('\n').FirstOrDefault(l => l.StartsWith("-\t-\t", StringComparison.Ordinal))?[4..];

    private static string Short(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim() + "…";
}
