using System.Text;
using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>The figures of the signature are the differences of the published counts, and the file is read strictly.</summary>
[TestFixture]
public sealed class PromptSignatureFileTests
{
    private static string Folder => Path.Combine(RepositoryRoot.Path, "fixtures", "pre-verification", "prompt-signatures");

    [Test]
    public void FiguresAreThoseOfThePublishedCases()
    {
        var counts = PromptTokenCase.Read(Encoding.UTF8.GetString(SharedCases.Bytes()), "cases").ToDictionary(c => c.Id, c => c.Expected);
        var signature = PromptSignature.Find(Folder, "kimi-k3")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(signature.ResponseFormatText, Is.EqualTo(counts["k3_response_format_response_format_text"] - counts["k3_think_thinking_effort_max"]));
            Assert.That(signature.JsonObject, Is.EqualTo(counts["k3_response_format_response_format_json_object"] - counts["k3_think_thinking_effort_max"]));
            Assert.That(signature.Efforts["low"], Is.EqualTo(counts["k3_effort_low"] - counts["k3_effort_max"]));
            Assert.That(signature.Efforts["high"], Is.EqualTo(counts["k3_effort_high"] - counts["k3_effort_max"]));
            Assert.That(signature.Efforts["max"], Is.Zero);
            Assert.That(signature.Off, Is.EqualTo(counts["k3_single_turn_think_off"] - counts["k3_single_turn_think_on"]));
            Assert.That(signature.Required, Is.EqualTo(counts["k3_tool_required"] - counts["k3_tool_single"]));
            Assert.That(signature.None, Is.EqualTo(counts["k3_tool_choice_none"] - counts["k3_tool_single"]));
            Assert.That(counts["k3_tool_parallel_reordered"], Is.EqualTo(counts["k3_tool_parallel_followup"]));
        }
    }

    [Test]
    public void ProfileWithoutPublishedCountsHasNone() => Assert.That(PromptSignature.Find(Folder, "kimi-k2.6"), Is.Null);

    [TestCase("{}")]
    [TestCase("""{"profile":"other","responseFormatText":0,"jsonObject":1,"efforts":{},"off":0,"required":0,"none":0,"source":"x"}""")]
    [TestCase("""{"profile":"mine","responseFormatText":0,"jsonObject":1,"efforts":{},"off":0,"required":0,"none":0,"source":"x","more":1}""")]
    public void MalformedFileIsNamed(string json)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-");
        File.WriteAllText(Path.Combine(folder.FullName, "mine.json"), json);
        Assert.That(() => PromptSignature.Find(folder.FullName, "mine"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("mine.json"));
        folder.Delete(recursive: true);
    }
}
