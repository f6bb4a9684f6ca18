using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.ServiceDesk;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>Every task of the service desks can be solved, and is not solved by less or by something else.</summary>
[TestFixture]
public sealed class ServiceDeskTests
{
    private static IEnumerable<string> Ids => Desks.TaskIds;

    [Test]
    public async Task ExpectedStatesAreThoseOfTheReferenceSolutions()
    {
        var update = Environment.GetEnvironmentVariable("KVV_UPDATE_GENERATED") == "1";
        foreach (var domain in Desks.All)
        {
            var differences = new Dictionary<string, JsonObject>();
            foreach (var task in domain.Tasks)
                differences[task.Id] = (await Desks.PlayAsync(domain, task, task.Solution)).Difference;
            if (update)
                Desks.Update(domain, differences);
            else
                Assert.That(domain.Tasks.Where(t => !JsonNode.DeepEquals(t.Expected, differences[t.Id])).Select(t => t.Id), Is.Empty, "regenerate with KVV_UPDATE_GENERATED=1 and read the difference");
        }
    }

    [TestCaseSource(nameof(Ids))]
    public async Task TheReferenceSolutionSucceeds(string id)
    {
        var (domain, task) = Desks.Find(id);
        var (trajectory, score, _) = await Desks.PlayAsync(domain, task, task.Solution);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Missing, Is.Empty);
            Assert.That(trajectory.FlawedCalls, Is.Zero);
            Assert.That(trajectory.Steps, Has.Count.EqualTo(task.Solution.Count), "every reply of the solution is used");
            // Only a tool that is out of order on purpose may refuse a call of the solution.
            Assert.That(trajectory.Calls.Where(c => c.IsError).Select(c => c.Result).Distinct(), Is.SubsetOf(task.Trouble.Select(t => $"Error: {t.Say}").Append("Error: no record fits this name and birth date").Append("Error: name and PIN do not fit")));
        }
    }

    [TestCaseSource(nameof(Ids))]
    public async Task LeavingOutAnyChangeFails(string id)
    {
        var (domain, task) = Desks.Find(id);
        var changing = domain.Rules.Tools.Where(t => t.Changes.Count > 0).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in task.Solution.SelectMany(r => r.Calls).Where(c => changing.Contains(c.Tool)).Distinct())
        {
            var shorter = task.Solution.Select(r => r with { Calls = [.. r.Calls.Where(c => !(c.Tool == name.Tool && JsonNode.DeepEquals(c.Arguments, name.Arguments)))] })
                .Where(r => r.Calls.Count > 0 || r.Say is not null).ToList();
            var (_, score, _) = await Desks.PlayAsync(domain, task, shorter);
            Assert.That(score.Success, Is.False, $"without {name.Tool} {name.Arguments.ToJsonString()}");
        }
    }

    [TestCaseSource(nameof(Ids))]
    public async Task SayingNothingUsefulOrDoingMoreFails(string id)
    {
        var (domain, task) = Desks.Find(id);
        // The last words of the solution are replaced: tasks that ask for information must notice.
        var mute = task.Solution.Select(r => r.Say is null ? r : r with { Say = "Hm." }).ToList();
        var (_, silent, difference) = await Desks.PlayAsync(domain, task, mute);
        if (task.Says.Count > 0)
            Assert.That(silent.Success, Is.False, "said nothing");
        else
            Assert.That(difference.Count > 0 || task.Forbidden.Count > 0, "a task demands words, a change, or that something is left");
        // A change that nobody asked for spoils every task.
        var (tool, arguments) = domain.Name switch
        {
            "shop" => ("hand_over", new JsonObject { ["customer_id"] = "C-3100E1", ["summary"] = "nobody asked for this" }),
            "clinic" => ("leave_message", new JsonObject { ["patient_id"] = "P-6400P9", ["text"] = "nobody asked for this" }),
            _ => ("report_damage", new JsonObject { ["tag"] = "EQ-4001D5", ["problem"] = "nobody asked for this", ["priority"] = "normal" }),
        };
        var more = task.Solution.Prepend(new DeskReply { Calls = [new(tool, arguments)] }).ToList();
        var (_, meddling, _) = await Desks.PlayAsync(domain, task, more);
        Assert.That(meddling.Success, Is.False, "a change nobody asked for");
    }

    private static IEnumerable<string> Refusals => Desks.All.SelectMany(d => d.Tasks).Where(t => t.Forbidden.Any(f => f.Arguments is null)).Select(t => t.Id);

    [Test]
    public void ThereAreEnoughTasksOfEveryKind()
    {
        var tasks = Desks.All.SelectMany(d => d.Tasks).ToList();
        var replies = tasks.Select(t => t.Solution.Count).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Desks.All.Select(d => d.Name), Is.EquivalentTo(new[] { "clinic", "depot", "shop" }));
            Assert.That(tasks, Has.Count.GreaterThanOrEqualTo(36));
            Assert.That((replies.Min(), replies.Max()), Is.EqualTo((2, 25)));
            Assert.That(Desks.All.Select(d => d.Rules.Tools.Count), Is.All.InRange(8, 15));
            foreach (var trait in new[] { "distractor", "tool-error", "identifier", "long-result", "parallel", "refusal", "long", "several-turns", "policy" })
                Assert.That(tasks.Count(t => t.Traits.Contains(trait)), Is.GreaterThanOrEqualTo(2), trait);
            Assert.That(Refusals.Count(), Is.GreaterThanOrEqualTo(10));
        }
    }

    [Test]
    public void TheRowsAreTheSameOnEveryMachine()
    {
        foreach (var domain in Desks.All)
        {
            using var one = domain.Open();
            using var two = domain.Open();
            Assert.That(DeskState.Of(one).DifferenceTo(DeskState.Of(two), domain.Rules), Is.Empty);
        }
    }

    [Test]
    public async Task AUserWhoIsAskedBackConfirmsTwiceAndThenGoesOn()
    {
        var (domain, task) = Desks.Find("shop-cancel-then-refund");
        await using var environment = new DeskEnvironment(domain, task);
        var steps = new List<AgentStep>();
        var said = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            said.Add(environment.UserTurn(steps));
            steps.Add(new AgentStep { Number = i + 1, User = said[^1], Content = "Shall I?", Request = new() });
        }

        Assert.That(said[1] == said[2] && said[1]!.StartsWith("Yes, please", StringComparison.Ordinal) && said[3] == task.User[1].Say && said[4] == said[1], string.Join('\n', said));
    }

    [TestCase("""{"order_id":"' OR 1=1 --","reason":"other"}""")]
    [TestCase("""{"order_id":"W-48200M3\u0000","reason":"other"}""")]
    public async Task HostileArgumentsAreValuesAndNothingElse(string arguments)
    {
        var (domain, task) = Desks.Find("shop-cancel-pending");
        await using var desk = new DeskEnvironment(domain, task);
        var result = await desk.CallAsync("cancel_order", (JsonObject)JsonNode.Parse(arguments)!, CancellationToken.None);
        Assert.That((result.IsError, desk.Before.DifferenceTo(desk.State(), domain.Rules).Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task AToolThatIsOutOfOrderFailsAsOftenAsTheTaskSays()
    {
        var (domain, task) = Desks.Find("shop-very-late");
        await using var desk = new DeskEnvironment(domain, task);
        var order = (JsonObject)task.Solution[1].Calls[0].Arguments.DeepClone();
        var errors = new List<bool>();
        for (var i = 0; i < 3; i++)
            errors.Add((await desk.CallAsync("get_order", order, CancellationToken.None)).IsError);
        Assert.That(errors, Is.EqualTo(new[] { true, true, false }));
    }
}
