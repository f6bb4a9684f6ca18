using System.Text.Json.Nodes;
using Kvv.Agents.Coding;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>Every coding task can be done, is not done from the start, and takes no harm from a hostile model.</summary>
[TestFixture]
public sealed class CodingTaskTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "fixtures", "agentic", "repositories");

    private static readonly SandboxLimits Limits = new() { Time = TimeSpan.FromSeconds(20) };

    private static IEnumerable<string> Ids => Directory.EnumerateDirectories(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private static CodingTask Task(string id) => CodingTask.Read(Path.Combine(Folder, id));

    [TestCaseSource(nameof(Ids))]
    public async Task TheHiddenTestsFailBeforeAndPassAfterTheReferencePatch(string id)
    {
        var sandbox = await SandboxTests.SandboxAsync();
        var task = Task(id);
        var before = await CodingScore.OfAsync(task, task.Repository, sandbox, Limits, CancellationToken.None);
        var (trajectory, after, _) = await PlayAsync(task, sandbox, ToolStyle.Functions, [.. task.Solution.Select((r, n) => Calls([.. r.Calls.Select((c, i) => ((string?)$"{c.Tool}_{n}_{i}", c.Tool, c.Arguments.ToJsonString()))]))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((before.HiddenPass, before.GreenPass), Is.EqualTo((false, true)), "before");
            Assert.That((after.HiddenPass, after.GreenPass), Is.EqualTo((true, true)), after.Output);
            Assert.That((trajectory.End, trajectory.Calls.Count(c => c.IsError)), Is.EqualTo((EpisodeEnd.Submitted, 0)));
        }
    }

    [Test]
    public async Task TheBashStyleReachesTheSame([Values("page-count", "spaced-names")] string id)
    {
        var sandbox = await SandboxTests.SandboxAsync();
        var task = Task(id);
        var (trajectory, score, _) = await PlayAsync(task, sandbox, ToolStyle.Bash, [.. task.Shell.Select(c => Says($"Next.\n```bash\n{c}\n```"))]);
        Assert.That((score.Success, trajectory.End, trajectory.FlawedCalls), Is.EqualTo((true, EpisodeEnd.Submitted, 0)), score.Output);
    }

    [Test]
    public void ThereAreEnoughTasksOfEveryKind()
    {
        var tasks = Ids.Select(Task).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tasks, Has.Count.GreaterThanOrEqualTo(16));
            foreach (var trait in new[] { "bug", "feature", "refactoring", "build", "misleading-names", "several-files", "python", "shell" })
                Assert.That(tasks.Count(t => t.Traits.Contains(trait)), Is.GreaterThanOrEqualTo(1), trait);
            Assert.That(tasks.Select(t => t.User[0].Say).Distinct().Count(), Is.EqualTo(tasks.Count));
            Assert.That(tasks.SelectMany(t => t.Hidden.Files.Keys.Intersect(t.Repository.Files.Keys)), Is.Empty);
        }
    }

    [Test]
    public async Task MakingTheTestsEasierDoesNotHelp()
    {
        var sandbox = await SandboxTests.SandboxAsync();
        var task = Task("page-count");
        var cheat = task.Repository.With("tests/test_pages.py", WorkFile.Of("")).With("listing/pages.py", WorkFile.Of("def page_count(items, size):\n    return 3\n"));
        var score = await CodingScore.OfAsync(task, cheat, sandbox, Limits, CancellationToken.None);
        Assert.That((score.GreenPass, score.HiddenPass), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task AHostileModelIsContainedAndTheEpisodeGoesOn()
    {
        var sandbox = await SandboxTests.SandboxAsync();
        var task = Task("page-count");
        var limits = new SandboxLimits { Time = TimeSpan.FromSeconds(5), Memory = 256 << 20, Output = 1 << 20, Disk = 8 << 20, Processes = 32 };
        Func<int, Kvv.Wire.Exchange> Run(string command) => Calls(("r", "run", new JsonObject { ["command"] = command }.ToJsonString()));
        var (trajectory, score, environment) = await PlayAsync(
            task, sandbox, ToolStyle.Functions,
            [
                Run("while :; do :; done"), Run("yes flood"), Run("bomb() { bomb | bomb & }; bomb; sleep 60"), Run("head -c 900000000 /dev/zero > big"), Run("rm -f big; kill -9 -1"),
                Run("rm -rf /work/* /usr /home"), Run("cat /proc/*/environ /etc/shadow"), Run("echo gone\0hidden"),
                Run("python3 -c 'import socket; socket.create_connection((\"192.0.2.1\", 80), 1); print(\"reached\")'"), Run("dd if=/dev/zero bs=1M count=1024 status=none"), Run("touch /usr/kvv-escaped /dev/kvv-escaped && echo outside"),
                Run($"python3 -c '{SandboxMemoryTests.Children(8, 100)}'"),
                Calls(("a", "read_file", """{"path":"../../../../etc/passwd"}"""), ("b", "read_file", """{"path":"/etc/passwd"}"""), ("c", "write_file", """{"path":"/tmp/kvv-escaped","content":"x"}"""), ("e", "read_file", """{"path":"README","from_line":3.0,"to_line":9e99}"""), ("d", "write_file", """{"path":"../kvv-escaped","content":"x"}""")),
                Calls(("s", "submit", "{}")),
            ],
            limits);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trajectory.End, Is.EqualTo(EpisodeEnd.Submitted));
            Assert.That(trajectory.Steps, Has.Count.EqualTo(14));
            Assert.That(environment.Contained, Is.GreaterThanOrEqualTo(4));
            Assert.That(trajectory.Steps[11].Calls[0].Result, Does.StartWith("Error: the command's processes took more memory than the 256 MiB they may have together"));
            Assert.That(trajectory.Steps[12].Calls.Select(c => c.IsError), Is.All.True);
            Assert.That(File.Exists("/tmp/kvv-escaped"), Is.False);
            Assert.That(string.Concat(trajectory.Calls.Select(c => c.Result)), Does.Not.Contain("root:").And.Not.Contain("reached").And.Not.Contain("outside"));
            Assert.That(score.Success, Is.False);
        }
    }

    private static async Task<(Trajectory Trajectory, CodingScore Score, CodingEnvironment Environment)> PlayAsync(
        CodingTask task, ISandbox sandbox, ToolStyle style, Func<int, Kvv.Wire.Exchange>[] replies, SandboxLimits? limits = null)
    {
        var model = new ScriptedModel(replies);
        var plan = AgentLoopTests.Plan with { Style = style, Limits = new() { Steps = replies.Length } };
        return await new Agent(plan, model.SendAsync, TimeProvider.System).PlayAsync(
            _ => System.Threading.Tasks.Task.FromResult<IAgentEnvironment>(new CodingEnvironment(task.Repository, task.User[0].Say, sandbox, limits ?? Limits)), null, "",
            async (t, e, stop) => (t, await CodingScore.OfAsync(task, ((CodingEnvironment)e).Files, sandbox, Limits, stop), (CodingEnvironment)e), CancellationToken.None);
    }
}
