using Kvv.Conformance.Profiles;

namespace Kvv.Cli;

/// <summary>Finds the fixtures without being told: in the working directory or any folder above it.</summary>
internal static class FixturesFolder
{
    public static string Find(string? given)
    {
        if (given is not null)
            return Directory.Exists(given) ? Path.GetFullPath(given) : throw new DirectoryNotFoundException($"The fixtures folder {given} does not exist.");
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var fixtures = Path.Combine(folder.FullName, "fixtures");
            if (Directory.Exists(Path.Combine(fixtures, "models")))
                return fixtures;
        }

        throw new DirectoryNotFoundException("No fixtures folder above the working directory: run from the repository, or give --fixtures.");
    }

    /// <summary>The file of a profile, checked to be readable.</summary>
    public static string Profile(string fixtures, string nameOrPath)
    {
        var store = new ProfileStore(Path.Combine(fixtures, "models"));
        store.Load(nameOrPath);
        return store.PathOf(nameOrPath);
    }
}
