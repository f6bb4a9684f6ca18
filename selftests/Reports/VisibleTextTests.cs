using Kvv.Conformance.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Hidden characters are shown, honest ones are left alone.</summary>
public sealed class VisibleTextTests
{
    [TestCase("a\u202Eb", "a⟨U+202E⟩b")]
    [TestCase("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩")]
    [TestCase("a\u200Bb\uFEFF", "a⟨U+200B⟩b⟨U+FEFF⟩")]
    [TestCase("\u001B[31mred", "⟨U+001B⟩[31mred")]
    [TestCase("a\0\r", "a⟨U+0000⟩⟨U+000D⟩")]
    [TestCase("tag\U000E0041", "tag⟨U+E0041⟩")]
    [TestCase("\u2028\u0085", "⟨U+2028⟩⟨U+0085⟩")]
    public void HiddenCharactersBecomeTokens(string text, string shown) => Assert.That(VisibleText.Of(text), Is.EqualTo(shown));

    [TestCase("plain text\n\twith lines")]
    [TestCase("中文 العربية हिन्दी ελληνικά")]
    [TestCase("👩‍👩‍👧 family, e\u0301")]
    [TestCase("")]
    public void HonestTextIsLeftAlone(string text) => Assert.That(VisibleText.Of(text), Is.EqualTo(text));

    [Test]
    public void HalfASurrogatePairBecomesAToken() => Assert.That(VisibleText.Of("half" + '\uD83D'), Is.EqualTo("half⟨U+D83D⟩"));

    [Test]
    public void ACutNeverLeavesHalfACharacter() => Assert.That(VisibleText.Cut("ab👩cd", 3), Is.EqualTo("ab…"));
}
