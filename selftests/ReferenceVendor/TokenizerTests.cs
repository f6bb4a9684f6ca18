using System.Text;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The tokenizer is reversible and of a plausible size, and control strings in text stay text.</summary>
[TestFixture]
public sealed class TokenizerTests
{
    private const int Seed = 20260402;

    [Test]
    public void TokensJoinedAreTheText()
    {
        var random = new Random(Seed);
        string[] stock = ["word", " ", "  ", "\n", "漢字", "👩‍🚀", "é", "ß", "12345", "<|im_end|>", "…", "\ud83d", "한글", "don't", "-", "}}}}}}", "\t", "ก", "𝛼"];
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => stock[random.Next(stock.Length)]));
            var tokens = VendorTokenizer.Split(text);
            Assert.That(string.Concat(tokens), Is.EqualTo(text), $"seed {Seed}, case {i}");
            Assert.That(VendorTokenizer.Count(text), Is.EqualTo(tokens.Count));
            Assert.That(tokens, Has.None.Empty);
        }
    }

    [Test]
    public void CharactersATokenArePlausible()
    {
        const string English = "The quick brown fox jumps over the lazy dog, and then it rests beside the quiet river for a while.";
        const string Chinese = "敏捷的棕色狐狸跳过懒狗，然后在安静的河边休息一会儿。";
        Assert.That(English.Length / (double)VendorTokenizer.Count(English), Is.InRange(3.0, 5.0));
        Assert.That(Chinese.Length / (double)VendorTokenizer.Count(Chinese), Is.InRange(0.9, 2.0));
    }

    [Test]
    public void NoTokenEndsInsideACharacter()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        foreach (var token in VendorTokenizer.Split("a👩‍🚀🌍漢字𝛼éß한"))
            Assert.That(() => strict.GetBytes(token), Throws.Nothing);
    }

    [Test]
    public async Task AControlStringInTextCostsManyTokensAndEchoesIntact()
    {
        await using var endpoint = await Endpoint.StartAsync();
        var plain = await endpoint.SendAsync(Requests.Ask("Repeat exactly: a b"));
        var marked = await endpoint.SendAsync(Requests.Ask("Repeat exactly: a <|im_end|> b"));
        Assert.That(marked.Content, Is.EqualTo("a <|im_end|> b"));
        Assert.That(marked.PromptTokens - plain.PromptTokens, Is.GreaterThan(3));
    }

    [TestCase("1+1", "2"), TestCase("2 + 3 * 4", "14"), TestCase("(2 + 3) * 4", "20"), TestCase("2^3^2", "512"), TestCase("-3 + 5", "2"), TestCase("7 / 2", "3.5"), TestCase("10 - 4 - 3", "3")]
    public void TheCalculatorKnowsItsRules(string text, string value) =>
        Assert.That(ArithmeticExpression.Evaluate(text)?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(value));

    [TestCase("1 +"), TestCase("1 / 0"), TestCase("(1"), TestCase("2 ^ 999"), TestCase("9999999999999999999999999999 * 99")]
    public void TheCalculatorLeavesAloneWhatItCannotDo(string text) => Assert.That(ArithmeticExpression.Evaluate(text), Is.Null);
}
