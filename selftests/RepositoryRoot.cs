using System.Reflection;

namespace Kvv.SelfTests;

/// <summary>Where the repository lies on this machine, as the build recorded it (a test host's working directory is its output folder).</summary>
internal static class RepositoryRoot
{
    /// <summary>Absolute path of the repository's root folder.</summary>
    public static string Path { get; } = typeof(RepositoryRoot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Public test data beside the repository; absent on most machines, so a test that needs it says so and is skipped.</summary>
    public static string SharedData { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "shared", "data"));
}
