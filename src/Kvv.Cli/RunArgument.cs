using System.CommandLine;

namespace Kvv.Cli;

/// <summary>The run folder that a command works on.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("run") { Description = "A run folder, or the id of a run under runs/; the newest run when left out.", DefaultValueFactory = _ => Latest };

    private const string Latest = "latest";

    // Where the suite itself would look for it.
    private const string Variable = "KVV_RUN_DIRECTORY";

    /// <summary>
    /// The folder: the path itself, or a run in the folder that <c>KVV_RUN_DIRECTORY</c> names, or under <c>runs/</c> in the working
    /// directory or a folder above it.
    /// </summary>
    public static string Folder(string given)
    {
        if (Directory.Exists(given))
            return Path.GetFullPath(given);
        var named = Environment.GetEnvironmentVariable(Variable);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            // A relative name counts from the repository root, which is one of these folders.
            if ((string.IsNullOrEmpty(named) ? null : In(Path.Combine(folder.FullName, named), given)) is { } chosen)
                return chosen;
            if (In(Path.Combine(folder.FullName, "runs"), given) is { } run)
                return run;
        }

        throw new InvalidDataException($"There is no run \"{given}\": neither a folder of that name nor one under {(string.IsNullOrEmpty(named) ? "" : $"{named} or ")}runs/.");
    }

    private static string? In(string runs, string given)
    {
        var run = Path.Combine(runs, given);
        if (Directory.Exists(run))
            return run;
        // Where links are not allowed, a text file names the newest run.
        return given == Latest && File.Exists(run + ".txt") ? Path.Combine(runs, File.ReadAllText(run + ".txt").Trim()) : null;
    }
}
