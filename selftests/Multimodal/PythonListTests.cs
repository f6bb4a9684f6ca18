using Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>Options arrive as a Python literal.</summary>
[TestFixture]
public sealed class PythonListTests
{
    [TestCase("['a', 'b']", "a|b")]
    [TestCase("[\"it's\", 'a \"b\"']", "it's|a \"b\"")]
    [TestCase(@"['it\'s', 'x\ny', 'tab\there', 'back\\slash']", "it's|x\ny|tab\there|back\\slash")]
    [TestCase(@"['\\frac{1}{2}', '\alpha', r'\beta']", @"\frac{1}{2}|\alpha|\beta")]
    [TestCase(@"['\u00e9', '\x41', '\U0001F600']", "é|A|😀")]
    [TestCase("[1, 2.5, None]", "1|2.5|None")]
    [TestCase("[ 'a' , ]", "a")]
    [TestCase("['a' 'b', 'c']", "ab|c")]
    [TestCase("['<image 2>', 'x, y', ']']", "<image 2>|x, y|]")]
    [TestCase("['']", "")]
    public void AListIsReadAsPythonReadsIt(string text, string items) =>
        Assert.That(string.Join('|', PythonList.Parse(text)), Is.EqualTo(items));

    [TestCase("")]
    [TestCase("a")]
    [TestCase("['a'")]
    [TestCase("['a")]
    [TestCase("['a'] b")]
    [TestCase("[,]")]
    [TestCase(@"['\u12']")]
    [TestCase(@"['\UFFFFFFFF']")]
    public void AnythingElseIsRefused(string text) => Assert.That(() => PythonList.Parse(text), Throws.InstanceOf<FormatException>());
}
