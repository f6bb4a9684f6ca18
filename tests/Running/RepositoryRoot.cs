using System.Reflection;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Where the repository lies on this machine, as the build recorded it (a test host's working directory is its output folder).</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = typeof(RepositoryRoot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
