using Kvv.Conformance.Requirements;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Commands;

namespace Kvv.Conformance.Tests.Running;

/// <summary>
/// Makes a requirement's check a test, one for each mode. The test asks the session for the finding, so that a check runs at
/// most once a run, by whoever needs it first.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequirementAttribute : RequirementCheckAttribute, ITestBuilder, IImplyFixture, IWrapTestMethod
{
    private const string ModeProperty = "Mode";

    public RequirementAttribute(string id)
        : base(id)
    {
    }

    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        foreach (var mode in Modes())
        {
            // The argument is a stand-in of the right type: the session makes the real probe.
            var test = new NUnitTestCaseBuilder().BuildTestMethod(method, suite, new TestCaseParameters([null]));
            test.Name = $"{Id} {method.Name}({mode})";
            test.FullName = $"{method.TypeInfo.FullName}.{test.Name}";
            test.Properties.Set("Requirement", Id);
            test.Properties.Set(ModeProperty, mode.ToString());
            yield return test;
        }
    }

    public TestCommand Wrap(TestCommand command) => new RequirementCommand(command.Test, Id, (string)command.Test.Properties.Get(ModeProperty)!);
}
