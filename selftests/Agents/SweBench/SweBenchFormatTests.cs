using Kvv.Agents.SweBench;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents.SweBench;

/// <summary>Items, image names, test patches and runner logs are read as the data set and its harness mean them.</summary>
[TestFixture]
public sealed class SweBenchFormatTests
{
    [Test]
    public void AnItemIsReadWithItsListsOutOfTheirTexts()
    {
        var instance = SweInstance.Read(OwnInstance.Sample());
        Assert.That((instance.Repository, instance.FailToPass.Single(), instance.PassToPass.Count, instance.Hints), Is.EqualTo(("django/django", "test_total (test_sums.Doubles.test_total)", 1, (string?)null)));
    }

    [TestCase("FAIL_TO_PASS", "[1]")]
    [TestCase("FAIL_TO_PASS", "{}")]
    [TestCase("FAIL_TO_PASS", "[]")]
    [TestCase("PASS_TO_PASS", "[\"a\"")]
    [TestCase("base_commit", "--upload-pack=x")]
    public void AMalformedItemIsRefusedWithItsMember(string member, string value)
    {
        var sample = OwnInstance.Sample();
        sample.Data[member] = value;
        Assert.That(() => SweInstance.Read(sample), Throws.TypeOf<InvalidDataException>().With.Message.Contains(member));
    }

    [Test]
    public void ImagesAreNamedAsPublished()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SweImage.Of("astropy__astropy-12907"), Is.EqualTo("swebench/sweb.eval.x86_64.astropy_1776_astropy-12907:latest"));
            Assert.That(() => SweImage.Of("x; rm -rf /"), Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void ATestPatchTellsChangedAndNewFilesAndWhatTheRunnerIsGiven()
    {
        var patch = TestPatch.Read("diff --git a/tests/shop/tests.py b/tests/shop/tests.py\n--- a/tests/shop/tests.py\n+++ b/tests/shop/tests.py\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/tests/shop/data.json b/tests/shop/data.json\nnew file mode 100644\n--- /dev/null\n+++ b/tests/shop/data.json\n@@ -0,0 +1 @@\n+{}\n");
        var django = TestRunner.For(SweInstance.Read(OwnInstance.Sample()))!;
        var pytest = TestRunner.For(SweInstance.Read(OwnInstance.Sample(repository: "pallets/flask")))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((patch.Changed.Single(), patch.Added.Single()), Is.EqualTo(("tests/shop/tests.py", "tests/shop/data.json")));
            Assert.That(django.Arguments(patch), Is.EqualTo(new[] { "shop.tests" }));
            Assert.That(pytest.Arguments(patch), Is.EqualTo(new[] { "tests/shop/tests.py" }));
        }
    }

    [TestCase("pytest", "PASSED t.py::a\nFAILED t.py::b - boom\nERROR t.py::c\nXFAIL t.py::d\nSKIPPED [2] t.py:3: no\nt.py::e \u001b[32mPASSED\u001b[0m  [ 50%]\nan ordinary line\n", "t.py::a=Passed t.py::b=Failed t.py::c=Error t.py::d=ExpectedFailure t.py::e=Passed")]
    [TestCase("paths", "PASSED t.py::a[/tmp/x/y.txt]\nPASSED t.py::b[//host/x]\n", "t.py::a[/y.txt]=Passed t.py::b[//host/x]=Passed")]
    [TestCase("django", "test_a (m.A) ... ok\ntest_b (m.A) ... FAIL\ntest_c (m.A) ... ERROR\ntest_d (m.A) ... skipped 'no'\ntest_e (m.A) ... Creating table\nok\n", "test_a (m.A)=Passed test_b (m.A)=Failed test_c (m.A)=Error test_d (m.A)=Skipped test_e (m.A)=Passed")]
    [TestCase("sympy", "test_a ok\ntest_b F\ntest_c E\n____ sympy/x/test_x.py:test_d ____\n", "test_a=Passed test_b=Failed test_c=Error sympy/x/test_x.py:test_d=Failed")]
    public void ALogIsReadByTheRunnerOfItsRepository(string kind, string log, string expected)
    {
        var states = kind switch { "pytest" => TestLog.Pytest(log), "paths" => TestLog.PytestPaths(log), "django" => TestLog.Django(log), _ => TestLog.Sympy(log) };
        Assert.That(string.Join(' ', states.Select(s => $"{s.Key}={s.Value}")), Is.EqualTo(expected));
    }

    [Test]
    public void OnlyTestsThatPassedOrFailedAsExpectedHold()
    {
        var instance = SweInstance.Read(OwnInstance.Sample()) with { FailToPass = ["a", "b"], PassToPass = ["c", "d"] };
        var broken = SweEvaluation.BrokenIn(new() { ["a"] = TestState.Passed, ["b"] = TestState.Skipped, ["c"] = TestState.ExpectedFailure }, instance);
        Assert.That(broken, Is.EqualTo(new[] { "b", "d" }));
    }

    [Test]
    public void WhatIsMissingIsSaidWithItsRemedy()
    {
        var own = new Dataset("own", "1", [OwnInstance.Sample()]);
        var strange = new Dataset("own", "1", [OwnInstance.Sample(repository: "own/strange")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SweBenchBook.Missing(own, new HashSet<string>(), "podman"), Does.Contain($"podman pull docker.io/{SweImage.Of(OwnInstance.Id)}`"));
            Assert.That(SweBenchBook.Missing(own, new HashSet<string> { SweImage.Of(OwnInstance.Id) }, "podman"), Is.Null);
            Assert.That(SweBenchBook.Missing(strange, new HashSet<string>(), "podman"), Does.Contain("own/strange").And.Contain("not supported"));
        }
    }

    [Test]
    public void ABinaryFileIsSeenInTheCounts() =>
        Assert.That((ModelPatch.Binary("1\t0\ta.py\n-\t-\tlogo.png\n"), ModelPatch.Binary("1\t0\ta.py\n")), Is.EqualTo(("logo.png", (string?)null)));
}
