using System.Diagnostics;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>A run that is stopped leaves a readable folder, and the next one continues it.</summary>
[TestFixture]
public sealed class StoppedRunTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task ASignalLeavesAReadableRunFolder(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Signals are sent with the kill command.");
        if (signal == "INT" && IsInterruptIgnored())
            Assert.Ignore("These tests were started in the background of a shell that lets its children ignore SIGINT, so the run would, too.");
        // Slow enough that the run is under way when the signal comes.
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
            TokenDelay = TimeSpan.FromMilliseconds(200),
        });
        using var run = ProductProcess.Test([], ("KVV_BASE_URL", endpoint.BaseUrl.ToString()), ("KVV_CONCURRENCY", "4"), ("KVV_PROGRESS_INTERVAL", "200ms"));
        await run.SeenAsync("pre-verification ");
        foreach (var host in TestHosts(run.Id))
            Process.Start("kill", [$"-{signal}", $"{host}"]).WaitForExit();
        await run.ExitAsync();
        var result = run.Result();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("verdict").GetString(), Is.EqualTo("undecided"));
            Assert.That(result.GetProperty("reasons")[0].GetString(), Does.Contain("the run was stopped").Or.Contain("have not ended"));
            Assert.That(File.ReadAllText(Path.Combine(run.NewestRun(), "summary.md")), Does.StartWith("# UNDECIDED"));
            Assert.That(File.ReadAllText(Path.Combine(run.NewestRun(), "run.json")), Does.Not.Contain("finishedAt\": \"2"));
        }
    }

    // A bit mask of ignored signals, inherited by every child; SIGINT is the second.
    private static bool IsInterruptIgnored() => File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status")
        .Any(l => l.StartsWith("SigIgn:", StringComparison.Ordinal) && (Convert.ToUInt64(l[7..].Trim(), 16) & 2) != 0);

    /// <summary>The test host processes below a process, found in /proc.</summary>
    private static IEnumerable<int> TestHosts(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process ended while we looked.
            }
        }

        bool IsBelow(int id) => parents.TryGetValue(id, out var parent) && (parent == root || IsBelow(parent));
        return parents.Keys.Where(IsBelow).Where(id => CommandLine(id).Contains("testhost", StringComparison.Ordinal));
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
