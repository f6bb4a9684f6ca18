using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

public sealed class StrictJsonTests
{
    [TestCase("""{"a":1,"b":[true,null,"\ud83d\ude00"]}""")]
    [TestCase(" \t\r\n[1.5e3]\n")]
    [TestCase("\"a\"")]
    [TestCase("1e308")]
    [TestCase("""{"a":{"x":1},"b":{"x":1}}""")]
    [TestCase("""["\ud800"]""")]
    public void StrictTextIsRead(string text) => Assert.That(StrictJson.Parse(text).GetRawText(), Is.EqualTo(text.Trim()));

    [TestCase("", 1, 1, "the text is empty.")]
    [TestCase("  ", 1, 3, "the text is empty.")]
    [TestCase("""{"a":1,"a":2}""", 1, 8, "the name \"a\" occurs twice in one object.")]
    [TestCase("{\n  \"b\": {\"a\":1,\n  \"\\u0061\":2}}", 3, 3, "the name \"a\" occurs twice in one object.")]
    [TestCase("[1,\nNaN]", 2, 1, "NaN and Infinity are no JSON numbers.")]
    [TestCase("[-Infinity]", 1, 3, "NaN and Infinity are no JSON numbers.")]
    [TestCase("[1e400]", 1, 2, "the number lies beyond the range of a double.")]
    [TestCase("[-1e309]", 1, 2, "the number lies beyond the range of a double.")]
    public void WhatIsNotStrictIsRefusedWithItsPlace(string text, int line, int column, string reason)
    {
        var refusal = Assert.Throws<StrictJsonException>(() => StrictJson.Parse(text));
        Assert.That((refusal!.Line, refusal.Column, refusal.Reason), Is.EqualTo(((long)line, (long)column, reason)));
        Assert.That(refusal.Message, Does.StartWith($"Line {line}, column {column}: "));
    }

    [TestCase("{} {}")]
    [TestCase("1 2")]
    [TestCase("[1],")]
    [TestCase("[1,]")]
    [TestCase("""{"a":1,}""")]
    [TestCase("// c\n1")]
    [TestCase("01")]
    [TestCase("'a'")]
    [TestCase("{a:1}")]
    [TestCase("\"a")]
    [TestCase("\"\u0001\"")]
    [TestCase("\uFEFF1")]
    public void OtherGrammarIsRefused(string text) => Assert.Throws<StrictJsonException>(() => StrictJson.Parse(text));

    [Test]
    public void ALoneSurrogateInTheTextIsRefusedWithItsPlace()
    {
        var refusal = Assert.Throws<StrictJsonException>(() => StrictJson.Parse("[\n\"a\ud800b\"]"));
        Assert.That((refusal!.Line, refusal.Column), Is.EqualTo((2L, 3L)));
    }

    [Test]
    public void NestingIsBounded()
    {
        var options = new StrictJsonOptions { MaxDepth = 5 };
        Assert.That(StrictJson.Parse("[[[[[]]]]]", options).ValueKind, Is.EqualTo(JsonValueKind.Array));
        var refusal = Assert.Throws<StrictJsonException>(() => StrictJson.Parse("[[[[{\"a\":[]}]]]]", options));
        Assert.That(refusal!.Message, Is.EqualTo("Line 1, column 10: nesting is deeper than 5 levels."));
        Assert.Throws<StrictJsonException>(() => StrictJson.Parse(new string('[', 100_000)));
    }

    [Test]
    public void NumbersBeyondADoublePassWhereAllowed() =>
        Assert.That(StrictJson.Parse("1e400", new() { AllowBeyondDouble = true }).GetRawText(), Is.EqualTo("1e400"));
}
