using Microsoft.Extensions.Hosting;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>Leaves Ctrl-C and termination signals to the process that embeds the endpoint; the default lifetime would take them.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
