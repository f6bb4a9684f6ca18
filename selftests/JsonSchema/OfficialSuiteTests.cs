using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>The official draft 2020-12 suite, in full; what does not pass is listed with its reason.</summary>
public sealed class OfficialSuiteTests
{
    [Test]
    public void EveryRequiredCasePasses() => Judge([], new JsonSchemaOptions { Resolver = SharedSchemas.Remotes });

    [Test]
    public void EveryOptionalCaseButTheListedOnesPasses() => Judge(["optional"], new JsonSchemaOptions { Resolver = SharedSchemas.Remotes });

    [Test]
    public void EveryFormatCaseButTheListedOnesPasses() =>
        Judge(["optional", "format"], new JsonSchemaOptions { Resolver = SharedSchemas.Remotes, AssertFormat = true });

    [Test]
    public void FormatIsAnAnnotationUnlessTold()
    {
        var failing = SharedSchemas.Cases("optional", "format").Where(test => !test.IsValid).ToList();
        Assert.That(failing, Is.Not.Empty);
        Assert.That(failing.Where(test => !Compile(test, new()).Validate(test.Instance).IsValid).Select(test => test.Id), Is.Empty);
    }

    private static void Judge(string[] folder, JsonSchemaOptions options)
    {
        var cases = SharedSchemas.Cases(folder);
        var wrong = new List<string>();
        foreach (var test in cases)
        {
            var result = Outcome(test, options);
            if (result != test.IsValid.ToString())
                wrong.Add($"{test.Id} (is {result})");
        }

        var listed = SuiteExclusions.All.Where(exclusion => cases.Any(test => test.Id == exclusion.Key)).Select(exclusion => exclusion.Key).ToList();
        TestContext.Progress.WriteLine(
            $"JSON Schema suite, draft2020-12/{string.Join('/', folder)}: {cases.Count - wrong.Count} of {cases.Count} cases pass, {listed.Count} listed as not supported.");
        Assert.That(wrong.Select(line => line[..line.LastIndexOf(" (is", StringComparison.Ordinal)]), Is.EquivalentTo(listed), string.Join(Environment.NewLine, wrong));
    }

    private static string Outcome(SuiteCase test, JsonSchemaOptions options)
    {
        try
        {
            var result = Compile(test, options).Validate(test.Instance);
            return result.Limit ?? result.IsValid.ToString();
        }
        catch (JsonSchemaException e)
        {
            return e.Message;
        }
    }

    private static JsonSchema Compile(SuiteCase test, JsonSchemaOptions options) => JsonSchema.Compile(test.Schema, options);
}
