using System.Text.Json.Nodes;
using Kvv.SelfTests.CommandLine;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>`kvv datasets` as a user meets it, against a stand-in that serves 500 instances as the hub does.</summary>
[TestFixture]
public sealed class DatasetsCommandTests
{
    private string _directory = "";

    [SetUp]
    public void MakeFolder() => _directory = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task PullListAndVerify()
    {
        await using var hub = await LocalServer.StartAsync(HandleAsync);
        var (pullExit, pull) = await RunAsync("pull", "swe-bench-verified", "--viewer", hub.Address.ToString());
        var (listExit, list) = await RunAsync("list");
        var (verifyExit, verify) = await RunAsync("verify");
        var (missingExit, missing) = await RunAsync("verify", "ocrbench");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pullExit, Is.Zero, pull);
            Assert.That(pull, Does.Contain("swe-bench-verified: 500 of 500 rows").And.Contain("swe-bench-verified: done."));
            Assert.That(listExit, Is.Zero, list);
            Assert.That(list, Does.Match(@"swe-bench-verified +pulled, revision 123456789abc +500 items").And.Match(@"ocrbench +not here +1000 items"));
            Assert.That((verifyExit, verify.Trim()), Is.EqualTo((0, "swe-bench-verified: whole, pulled, revision 123456789abc")));
            Assert.That(missingExit, Is.EqualTo(1));
            Assert.That(missing, Does.Contain("kvv datasets pull ocrbench").And.Not.Contain("   at "));
        }

        await File.AppendAllTextAsync(Path.Combine(_directory, "swe-bench-verified", "items.jsonl"), "{}\n");
        var (brokenExit, broken) = await RunAsync("verify");
        Assert.That(brokenExit, Is.EqualTo(1));
        Assert.That(broken, Does.Contain("items.jsonl is not what was pulled"));
    }

    [Test]
    public async Task UnknownNameIsOneSentence()
    {
        var (exit, output) = await RunAsync("pull", "ocr-bench");
        Assert.That(exit, Is.EqualTo(1));
        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(output, Does.Contain("no data set \"ocr-bench\"").And.Contain("ocrbench"));
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var kvv = ProductProcess.Kvv(["datasets", .. arguments, "--directory", _directory]);
        return (await kvv.ExitAsync(), kvv.Output);
    }

    private static Task HandleAsync(HttpContext context)
    {
        var split = new JsonObject { ["config"] = "default", ["split"] = "test", ["num_rows"] = 500 };
        var first = int.TryParse(context.Request.Query["offset"], out var offset) ? offset : 0;
        var answer = context.Request.Path.Value switch
        {
            "/splits" => new JsonObject { ["splits"] = new JsonArray(split) },
            "/size" => new JsonObject { ["size"] = new JsonObject { ["splits"] = new JsonArray(split) }, ["partial"] = false },
            _ => new JsonObject { ["rows"] = new JsonArray([.. Enumerable.Range(first, 100).Select(Row)]), ["num_rows_total"] = 500, ["partial"] = false },
        };
        context.Response.Headers["X-Revision"] = "123456789abcdef0123456789abcdef012345678";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private static JsonObject Row(int index)
    {
        var row = new JsonObject { ["instance_id"] = $"astropy__astropy-{index}" };
        foreach (var column in new[] { "repo", "base_commit", "patch", "test_patch", "problem_statement", "version", "FAIL_TO_PASS", "PASS_TO_PASS", "environment_setup_commit" })
            row[column] = $"{column} {index}";
        return new() { ["row_idx"] = index, ["row"] = row, ["truncated_cells"] = new JsonArray() };
    }
}
