using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>One case of the official suite: a schema, an instance, and whether the instance is valid.</summary>
internal sealed record SuiteCase(string File, string Group, string Name, JsonElement Schema, JsonElement Instance, bool IsValid)
{
    /// <summary>How exclusions name the case.</summary>
    public string Id => $"{File}: {Group}: {Name}";
}

/// <summary>The public test data beside the repository, and a resolver for the suite's remote documents.</summary>
internal static class SharedSchemas
{
    private static readonly string Suite = Path.Combine(RepositoryRoot.SharedData, "json-schema-test-suite");

    /// <summary>Serves <c>remotes/</c> as the suite asks, under <c>http://localhost:1234/</c>.</summary>
    public static ISchemaResolver Remotes { get; } = new SuiteRemotes(Path.Combine(Suite, "remotes"));

    /// <summary>The cases of a folder of the draft 2020-12 suite, without its subfolders; ignores the test when there are none here.</summary>
    public static IReadOnlyList<SuiteCase> Cases(params string[] folder)
    {
        var path = Path.Combine([Suite, "tests", "draft2020-12", .. folder]);
        if (!Directory.Exists(path))
            Assert.Ignore($"The official JSON Schema test suite is not at {path}.");
        return [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).SelectMany(ReadFile)];
    }

    /// <summary>The schemas that Moonshot's validator accepts, with suite and line; ignores the test when they are not here.</summary>
    public static IReadOnlyList<(string Name, string Json)> Walle()
    {
        var path = Path.Combine(RepositoryRoot.SharedData, "walle-valid");
        if (!Directory.Exists(path))
            Assert.Ignore($"The walle-valid schemas are not at {path}.");
        return
        [
            .. Directory.EnumerateFiles(path, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file =>
                File.ReadLines(file).Select((line, index) => ($"{Path.GetFileName(Path.GetDirectoryName(file))} {index + 1}", line))),
        ];
    }

    private static IEnumerable<SuiteCase> ReadFile(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var group in document.RootElement.Clone().EnumerateArray())
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                yield return new(
                    Path.GetFileNameWithoutExtension(file), group.GetProperty("description").GetString()!, test.GetProperty("description").GetString()!,
                    group.GetProperty("schema"), test.GetProperty("data"), test.GetProperty("valid").GetBoolean());
            }
        }
    }

    private sealed class SuiteRemotes(string folder) : ISchemaResolver
    {
        public JsonElement? Resolve(Uri uri)
        {
            var file = Path.Combine(folder, uri.AbsolutePath.TrimStart('/'));
            if (uri.GetLeftPart(UriPartial.Authority) != "http://localhost:1234" || !File.Exists(file))
                return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.Clone();
        }
    }
}
