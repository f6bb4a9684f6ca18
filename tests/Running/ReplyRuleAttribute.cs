using Kvv.Conformance.Requirements;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Commands;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Makes each rule of every reply a test: the catalogue says which there are, the session judges them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReplyRuleAttribute : Attribute, ITestBuilder, IImplyFixture, IWrapTestMethod
{
    private const string RuleProperty = "Requirement";

    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        foreach (var rule in RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures")).All.Where(r => r.IsAlwaysOn))
        {
            var test = new NUnitTestCaseBuilder().BuildTestMethod(method, suite, new TestCaseParameters([rule]));
            test.Name = $"{rule.Id} {method.Name}";
            test.FullName = $"{method.TypeInfo.FullName}.{test.Name}";
            test.Properties.Set(RuleProperty, rule.Id);
            yield return test;
        }
    }

    public TestCommand Wrap(TestCommand command) => new ReplyRuleCommand(command.Test, (string)command.Test.Properties.Get(RuleProperty)!);

    private sealed class ReplyRuleCommand(Test test, string id) : TestCommand(test)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            FindingResult.Set(context.CurrentResult, RunSetUp.Session.JudgeAlwaysOnAsync(id).GetAwaiter().GetResult());
            return context.CurrentResult;
        }
    }
}
