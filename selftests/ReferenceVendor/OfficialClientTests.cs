using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The official OpenAI client for Node understands the endpoint: a reading of the wire format that is not ours.</summary>
[TestFixture]
public sealed class OfficialClientTests
{
    [Test]
    public async Task TheOfficialNodeClientTalksToTheEndpoint()
    {
        var folder = Directory.CreateTempSubdirectory("kvv-node-").FullName;
        try
        {
            await InstallAsync(folder);
            await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), ApiKey = "sesame" });
            var (exit, output) = await RunAsync("node", folder, "openai-client.mjs", endpoint.Server.BaseUrl.ToString(), "sesame", "kimi-k3");
            Assert.That(exit, Is.Zero, output);
            var seen = JsonNode.Parse(output.Trim().Split('\n')[^1])!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(seen["models"]!.ToJsonString(), Is.EqualTo("""["kimi-k3"]"""));
                Assert.That(seen["whole"]!.ToJsonString(), Is.EqualTo("""["OK","stop",true]"""));
                Assert.That(seen["stream"]!.ToJsonString(), Is.EqualTo("""["1, 2, 3, 4, 5",true]"""));
                Assert.That((string?)seen["tools"]![2], Does.Contain("sunny in Oslo").And.Contain("sunny in Rome"));
                Assert.That((int)seen["tools"]![1]!, Is.EqualTo(2));
                Assert.That((string?)seen["streamedTool"]![2], Is.EqualTo("""{"city":"Oslo"}"""));
                Assert.That(seen["badParameter"]!.ToJsonString(), Is.EqualTo("""["BadRequestError",400,"n"]"""));
                Assert.That(seen["badModel"]!.ToJsonString(), Is.EqualTo("""["NotFoundError",404,"model"]"""));
                Assert.That(seen["badKey"]!.ToJsonString(), Is.EqualTo("""["AuthenticationError",401,null]"""));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InstallAsync(string folder)
    {
        File.Copy(Path.Combine(RepositoryRoot.Path, "selftests", "ReferenceVendor", "Node", "openai-client.mjs"), Path.Combine(folder, "openai-client.mjs"));
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true,"type":"module"}""");
        try
        {
            await RunAsync("node", folder, "--version");
            var (exit, output) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "install", "openai@6", "--no-audit", "--no-fund", "--silent");
            if (exit != 0)
                Assert.Ignore($"npm cannot install the client here: {output.Trim()}");
        }
        catch (Win32Exception e)
        {
            Assert.Ignore($"Node or npm is not installed: {e.Message}");
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors + await output);
    }
}
