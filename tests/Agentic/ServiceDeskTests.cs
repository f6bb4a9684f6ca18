using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Agentic;

/// <summary>Many turns with real state, with nothing to install.</summary>
[TestFixture]
[Category(Category.Agentic)]
public sealed class ServiceDeskTests
{
    [Test]
    public Task TasksEndInTheRightState() => BenchmarkTest.RunAsync("service-desk");
}
