using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>The data files of this repository obey the schemas published for them.</summary>
[TestFixture]
public sealed class ShippedFilesTests
{
    private static IEnumerable<TestCaseData> Files()
    {
        yield return new("fixtures/faults.json", "docs/fault-catalogue.schema.json");
        foreach (var profile in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "fixtures", "models"), "*.json").Order(StringComparer.Ordinal))
            yield return new($"fixtures/models/{Path.GetFileName(profile)}", "docs/model-profile.schema.json");
    }

    [TestCaseSource(nameof(Files))]
    public void FileObeysItsSchema(string file, string schema)
    {
        var compiled = JsonSchema.Compile(Read(schema));
        var result = compiled.Validate(StrictJson.Parse(Read(file)));
        Assert.That(result.Errors.Take(5).Select(e => $"{e.InstancePath}: {e.Message}"), Is.Empty);
        Assert.That(result.IsValid, Is.True, result.Limit);
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, path));
}
