using Kvv.Cli;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary><c>kvv baseline record --tries</c> takes a whole number of 1 or more and says so.</summary>
[TestFixture]
internal sealed class BaselineTriesTests
{
    [TestCase("0")]
    [TestCase("-3")]
    [TestCase("2.5")]
    [TestCase("many")]
    public void AnythingElseIsRefusedInASentence(string tries)
    {
        var errors = BaselineCommand.Create().Parse(["record", "basics", "--base-url", "http://127.0.0.1/v1", "--tries", tries]).Errors;
        Assert.That(errors.Select(e => e.Message), Is.EqualTo(new[] { $"--tries takes a whole number of 1 or more, not '{tries}'." }));
    }

    [TestCase("--tries 3")]
    [TestCase("")]
    public void AWholeNumberOrNothingIsTaken(string more) =>
        Assert.That(BaselineCommand.Create().Parse(["record", "basics", "--base-url", "http://127.0.0.1/v1", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Errors, Is.Empty);
}
