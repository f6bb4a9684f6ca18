using System.Diagnostics;
using System.Text.RegularExpressions;
using Kvv.SelfTests.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>
/// The page's Kubernetes manifest against the published OpenAPI schema of <c>batch/v1</c>, by the validators that the npm
/// package <c>kubernetes-models</c> generates from it: nothing asks a cluster.
/// </summary>
[TestFixture]
public sealed partial class KubernetesManifestTests
{
    // The schema allows members that it does not name, and a cluster drops them: a misspelt one would go unseen. What the
    // validator never reads is no member of the schema.
    private const string Script = """
        import { validate } from 'kubernetes-models/_schemas/IoK8sApiBatchV1Job';
        import { parse } from 'yaml';
        const manifest = parse(process.argv[1]);
        const problems = [], read = new Set();
        const isPlain = value => value === null || typeof value !== 'object';
        const watched = (value, path) => isPlain(value) ? value : new Proxy(value, {
          get(target, name) {
            if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return target[name];
            read.add(`${path}/${name}`);
            return watched(target[name], `${path}/${name}`);
          },
        });
        const compare = (value, path) => {
          for (const [name, member] of isPlain(value) ? [] : Object.entries(value)) {
            if (read.has(`${path}/${name}`)) compare(member, `${path}/${name}`);
            else problems.push(`${path}/${name} is unknown`);
          }
        };
        if (!validate(watched(manifest, '')))
          for (const error of validate.errors) problems.push(`${error.instancePath} breaks ${error.keyword}`);
        compare(manifest, '');
        console.log(problems.sort().join('\n'));
        """;

    private static readonly Lazy<Task<string>> Installed = new(() => NodeTools.InstallAsync("kubernetes-1", "kubernetes-models@5.1.0", "yaml@2.9.1"));

    [Test]
    public async Task TheManifestOfThePageFitsThePublishedSchema() => Assert.That(await ProblemsAsync(Manifest()), Is.Empty);

    [TestCase("completions: 8", "completions: \"8\"", "/spec/completions breaks type")]
    [TestCase("completionMode: Indexed", "completionMode: indexed", "/spec/completionMode breaks enum")]
    [TestCase("      claimName", "      claimname", "/spec/template/spec/volumes/0/persistentVolumeClaim breaks required")]
    [TestCase("backoffLimitPerIndex", "backoffLimitPerIndx", "/spec/backoffLimitPerIndx is unknown")]
    public async Task AManifestThatDoesNotFitIsSeen(string right, string wrong, string problem)
    {
        Assert.That(Manifest(), Does.Contain(right));
        Assert.That(await ProblemsAsync(Manifest().Replace(right, wrong, StringComparison.Ordinal)), Does.Contain(problem));
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string manifest)
    {
        var folder = await Installed.Value;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", Script, "--", manifest]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Manifest() =>
        Block().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "scale-out.md"))).Select(m => m.Groups[1].Value).Single(b => b.Contains("kind: Job", StringComparison.Ordinal));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
