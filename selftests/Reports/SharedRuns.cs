using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Removes the runs that the tests of this folder share.</summary>
[SetUpFixture]
public sealed class SharedRuns
{
    [OneTimeTearDown]
    public Task RemoveAsync() => ReportRuns.DisposeAsync();
}
