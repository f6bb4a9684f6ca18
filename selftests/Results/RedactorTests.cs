using System.Text.Json;
using Kvv.Conformance.Results;
using NUnit.Framework;

namespace Kvv.SelfTests.Results;

/// <summary>No spelling of a secret leaves the process, and ordinary text stays as it is.</summary>
[TestFixture]
public sealed class RedactorTests
{
    private const string Secret = "sk-\"quoted\"-012345+/=";

    [Test]
    public void TheSecretAndItsJsonSpellingAreRemoved()
    {
        var redactor = new Redactor([Secret, null, ""]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(redactor.Redact($"key {Secret}!"), Is.EqualTo($"key {Redactor.Mask}!"));
            Assert.That(redactor.Redact(JsonSerializer.Serialize(Secret)), Is.EqualTo($"\"{Redactor.Mask}\""));
        }
    }

    [Test]
    public void AShortValueIsNoSecret() => Assert.That(new Redactor(["EMPTY"]).Redact("EMPTY list"), Is.EqualTo("EMPTY list"));

    [Test]
    public void ALongerSecretThatHoldsAShorterOneIsRemovedWhole() =>
        Assert.That(new Redactor(["abcdef", "abcdefghij"]).Redact("abcdefghij"), Is.EqualTo(Redactor.Mask));
}
