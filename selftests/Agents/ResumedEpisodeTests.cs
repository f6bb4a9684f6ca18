using Kvv.Agents.Loop;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>An episode that was killed ends as one that was not.</summary>
[TestFixture]
public sealed class ResumedEpisodeTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kvv-steps-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static Func<int, Kvv.Wire.Exchange>[] Script => [.. Enumerable.Range(1, 6).Select(i => Calls(($"functions.add:{i}", "add", $$"""{"by": {{i}}}"""))), Says("21")];

    [Test]
    public async Task AKilledEpisodeEndsAsAnUninterruptedOne([Range(1, 6)] int killedAt)
    {
        var (whole, wholeValue, _) = await PlayAsync(new ScriptedModel(Script), Path.Combine(_folder, "whole.jsonl"));
        var path = Path.Combine(_folder, "killed.jsonl");
        using var kill = new CancellationTokenSource();
        var first = new ScriptedModel([.. Script.Select((reply, i) => (Func<int, Kvv.Wire.Exchange>)(n =>
        {
            if (i == killedAt)
                kill.Cancel();
            kill.Token.ThrowIfCancellationRequested();
            return reply(n);
        }))]);
        await Assert.ThrowsAsync<OperationCanceledException>(() => PlayAsync(first, path, cancellationToken: kill.Token));
        // A crash in the middle of a write leaves half a line.
        await File.AppendAllTextAsync(path, """{"number":99,"cont""");

        var second = new ScriptedModel(Script[killedAt..]);
        var (resumed, value, opened) = await PlayAsync(second, path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((resumed.Resumed, value, opened), Is.EqualTo((killedAt, wholeValue, 1)));
            Assert.That(resumed.Steps.Select(s => (s.Number, s.Content, string.Concat(s.Calls.Select(c => c.Result)))), Is.EqualTo(whole.Steps.Select(s => (s.Number, s.Content, string.Concat(s.Calls.Select(c => c.Result))))));
            Assert.That(second.Messages(0), Has.Count.EqualTo(2 + (2 * killedAt)));
            Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(_folder, "whole.jsonl"))));
        }
    }

    [Test]
    public async Task SecretsAreKeptOutOfTheStepFile()
    {
        var path = Path.Combine(_folder, "steps.jsonl");
        var agent = new Agent(AgentLoopTests.Plan with { Redact = t => t.Replace("sk-secret", "[redacted]", StringComparison.Ordinal) }, new ScriptedModel(Says("Your key is sk-secret.")).SendAsync, TimeProvider.System);
        await agent.PlayAsync(_ => Task.FromResult<IAgentEnvironment>(new CounterWorld(true, "Go.")), path, "id", (t, _, _) => Task.FromResult(t), CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync(path), Does.Contain("[redacted]").And.Not.Contain("sk-secret"));
    }

    [Test]
    public async Task AnEpisodeThatEndedButWasNeverBookedIsPlayedAnew()
    {
        var path = Path.Combine(_folder, "steps.jsonl");
        await PlayAsync(new ScriptedModel(Script), path);
        var again = new ScriptedModel(Script);
        var (trajectory, value, _) = await PlayAsync(again, path);
        Assert.That((trajectory.Resumed, value, trajectory.Exchanges.Count, again.Requests.Count), Is.EqualTo((0, 21, 7, 7)));
    }

    [Test]
    public async Task AnOutageIsTakenUpWhereItCame()
    {
        var path = Path.Combine(_folder, "steps.jsonl");
        var (lost, _, _) = await PlayAsync(new ScriptedModel([.. Script[..3], Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 503)]), path);
        var (resumed, value, _) = await PlayAsync(new ScriptedModel(Script[3..]), path);
        Assert.That((lost.End, resumed.End, resumed.Resumed, value), Is.EqualTo((EpisodeEnd.Outage, EpisodeEnd.Finished, 3, 21)));
    }

    [TestCase(false, "id", 21, TestName = "AnEnvironmentThatCannotReplayStartsAnew")]
    [TestCase(true, "other", 21, TestName = "StepsOfAnotherEpisodeAreNotUsed")]
    public async Task StartsAnew(bool replays, string identity, int expected)
    {
        var path = Path.Combine(_folder, "steps.jsonl");
        await PlayAsync(new ScriptedModel([.. Script[..3], Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 503)]), path);
        var (trajectory, value, _) = await PlayAsync(new ScriptedModel(Script), path, replays, identity);
        Assert.That((trajectory.Resumed, value), Is.EqualTo((0, expected)));
    }

    [Test]
    public async Task ResultsThatNoLongerComeOutAsKeptMeanStartingAnew()
    {
        var path = Path.Combine(_folder, "steps.jsonl");
        await PlayAsync(new ScriptedModel([.. Script[..3], Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 503)]), path);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("now 3", "now 4", StringComparison.Ordinal));
        var (trajectory, value, opened) = await PlayAsync(new ScriptedModel(Script), path);
        Assert.That((trajectory.Resumed, value, opened), Is.EqualTo((0, 21, 2)));
    }

    private static async Task<(Trajectory Trajectory, int Value, int Opened)> PlayAsync(
        ScriptedModel model, string path, bool replays = true, string identity = "id", CancellationToken cancellationToken = default)
    {
        var opened = 0;
        var agent = new Agent(AgentLoopTests.Plan, model.SendAsync, TimeProvider.System);
        return await agent.PlayAsync(
            _ =>
            {
                opened++;
                return Task.FromResult<IAgentEnvironment>(new CounterWorld(replays, "Add up."));
            },
            path, identity, (t, w, _) => Task.FromResult((t, ((CounterWorld)w).Value, opened)), cancellationToken);
    }
}
