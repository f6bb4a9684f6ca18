using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>Reading <c>source</c> members.</summary>
[TestFixture]
internal sealed class SourceReferenceTests
{
    [Test]
    public void A_source_may_hold_several_references_of_both_kinds()
    {
        var references = SourceReference.Parse("kvv: README, K3 table; vllm#25054; fw-ai/fireconnect#16, ids repeat");
        Assert.That(references, Is.EqualTo(new SourceReference[]
        {
            new("kvv", "README, K3 table", null),
            new(null, "", new Uri("https://github.com/vllm-project/vllm/issues/25054")),
            new(null, ", ids repeat", new Uri("https://github.com/fw-ai/fireconnect/issues/16")),
        }));
    }

    [TestCase("")]
    [TestCase("kvv")]
    [TestCase("kvv:")]
    [TestCase("kvv: ")]
    [TestCase("Kvv: README")]
    [TestCase("kvv: README; ")]
    [TestCase("vllm#")]
    [TestCase("vllm#25054x")]
    [TestCase("unknown#1")]
    public void What_leads_nowhere_is_refused(string source) =>
        Assert.Throws<FormatException>(() => SourceReference.Parse(source));
}
