using System.CommandLine;

namespace Kvv.Cli;

/// <summary>The run folder that a command works on.</summary>
internal static class RunArgument
{
    public static Argument<string> Create() => new("run") { Description = "A run folder, or the id of a run under runs/; the newest run when left out.", DefaultValueFactory = _ => Latest };

    private const string Latest = "latest";

    /// <summary>The folder: the path itself, or a run under <c>runs/</c> in the working directory or a folder above it.</summary>
    public static string Folder(string given)
    {
        if (Directory.Exists(given))
            return Path.GetFullPath(given);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var run = Path.Combine(folder.FullName, "runs", given);
            if (Directory.Exists(run))
                return run;
            // Where links are not allowed, a text file names the newest run.
            if (given == Latest && File.Exists(run + ".txt"))
                return Path.Combine(folder.FullName, "runs", File.ReadAllText(run + ".txt").Trim());
        }

        throw new InvalidDataException($"There is no run \"{given}\": neither a folder of that name nor one under runs/.");
    }
}
