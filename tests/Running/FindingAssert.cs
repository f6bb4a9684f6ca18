using Kvv.Conformance.Findings;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Ends an ordinary test with what a finding says.</summary>
internal static class FindingAssert
{
    public static void Report(Finding finding)
    {
        var (state, message) = FindingResult.Of(finding);
        switch (state.Status)
        {
            case NUnit.Framework.Interfaces.TestStatus.Failed:
                Assert.Fail(message!);
                break;
            case NUnit.Framework.Interfaces.TestStatus.Skipped:
                Assert.Ignore(message!);
                break;
            case NUnit.Framework.Interfaces.TestStatus.Inconclusive:
                Assert.Inconclusive(message!);
                break;
            case NUnit.Framework.Interfaces.TestStatus.Warning:
                Assert.Warn(message!);
                break;
            default:
                break;
        }
    }
}
