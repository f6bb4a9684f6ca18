using System.Collections.Concurrent;
using Kvv.Agents.Sandboxes;
using Kvv.Agents.SweBench;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>The container engine of this machine and its images, looked for once in a process.</summary>
internal static class FoundEngine
{
    private static readonly ConcurrentDictionary<SandboxKind, Lazy<(ContainerEngine? Engine, string? Missing)>> Known = new();

    private static readonly ConcurrentDictionary<ContainerEngine, Lazy<IReadOnlySet<string>>> KnownImages = new();

    // On a thread of the pool, so that no caller's context can wait for itself.
    public static (ContainerEngine? Engine, string? Missing) Of(SandboxKind kind) =>
        Known.GetOrAdd(kind, k => new(() => Task.Run(() => ContainerEngine.FindAsync(k, CancellationToken.None)).GetAwaiter().GetResult())).Value;

    public static IReadOnlySet<string> Images(ContainerEngine engine) =>
        KnownImages.GetOrAdd(engine, e => new(() => Task.Run(() => e.ImagesAsync(CancellationToken.None)).GetAwaiter().GetResult())).Value;
}
