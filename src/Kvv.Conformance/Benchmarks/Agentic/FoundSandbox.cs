using System.Collections.Concurrent;
using Kvv.Agents.Sandboxes;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>The sandbox of this machine, looked for once in a process.</summary>
internal static class FoundSandbox
{
    private static readonly ConcurrentDictionary<SandboxKind, Lazy<(ISandbox? Sandbox, string? Missing)>> Known = new();

    public static (ISandbox? Sandbox, string? Missing) Of(SandboxKind kind) => Known.GetOrAdd(kind, k => new(() =>
    {
        // On a thread of the pool, so that no caller's context can wait for itself.
        var (sandbox, missing) = Task.Run(() => SandboxChoice.FindAsync(k, ContainerSandbox.DefaultImage, CancellationToken.None)).GetAwaiter().GetResult();
        return (sandbox is null ? null : new BoundedSandbox(sandbox, Math.Max(2, Environment.ProcessorCount)), missing);
    })).Value;
}
