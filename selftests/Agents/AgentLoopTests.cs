using Kvv.Agents.Loop;
using Kvv.SelfTests.Wire;
using Kvv.Wire;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>The agent loop against scripted replies: what goes back to the endpoint, what is counted, where it ends.</summary>
[TestFixture]
public sealed class AgentLoopTests
{
    [Test]
    public async Task CallsAreCarriedOutAndResultsGoBackUnderTheEndpointsIds()
    {
        var model = new ScriptedModel(Calls(("functions.add:0", "add", """{"by": 2}"""), ("functions.add:1", "add", """{"by": 3}""")), Says("5"));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Add 2 and 3."));
        var messages = model.Messages(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Value, Is.EqualTo(5));
            Assert.That(trajectory.End, Is.EqualTo(EpisodeEnd.Finished));
            Assert.That(messages.Select(m => (string)m!["role"]!), Is.EqualTo(new[] { "system", "user", "assistant", "tool", "tool" }));
            Assert.That(messages[2]!["tool_calls"]!.AsArray().Select(c => (string)c!["id"]!), Is.EqualTo(new[] { "functions.add:0", "functions.add:1" }));
            Assert.That((string)messages[2]!["tool_calls"]![0]!["function"]!["arguments"]!, Is.EqualTo("""{"by": 2}"""), "the text is the endpoint's own");
            Assert.That(messages.Skip(3).Select(m => ((string)m!["tool_call_id"]!, (string)m["content"]!)), Is.EqualTo(new[] { ("functions.add:0", "now 2"), ("functions.add:1", "now 5") }));
            Assert.That((string)messages[2]!["reasoning_content"]!, Is.EqualTo("I use a tool."));
            Assert.That(model.Requests[0]["tools"]!.AsArray(), Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task ReasoningStaysAwayWhenTheProfileDoesNotWantIt()
    {
        var model = new ScriptedModel(Calls(("a", "read", "{}")), Says("0"));
        await PlayAsync(model, new CounterWorld(true, "Read."), plan => plan with { EchoReasoning = false });
        Assert.That(model.Messages(1)[2]!.AsObject().ContainsKey("reasoning_content"), Is.False);
    }

    [TestCase("add", "{\"by\": 2", CallFlaw.Malformed)]
    [TestCase("add", "", CallFlaw.Malformed)]
    [TestCase("add", "[2]", CallFlaw.Malformed)]
    [TestCase("add", "{\"by\": \"\\ud800\"}", CallFlaw.Malformed)]
    [TestCase("add", "{\"\\udc00\": 1}", CallFlaw.Malformed)]
    [TestCase("add", "{\"by\":1,\"by\":2}", CallFlaw.Malformed)]
    [TestCase("add", "{\"by\": \"2\"}", CallFlaw.SchemaViolation)]
    [TestCase("add", "{\"by\": 2, \"to\": 3}", CallFlaw.SchemaViolation)]
    [TestCase("subtract", "{\"by\": 2}", CallFlaw.UnknownTool)]
    public async Task AFlawedCallIsAnsweredWithAnErrorCountedAndNotCarriedOut(string name, string arguments, CallFlaw flaw)
    {
        var model = new ScriptedModel(Calls(("a", name, arguments)), Calls(("b", "add", """{"by": 7}""")), Says("7"));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Add 7."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Value, Is.EqualTo(7));
            Assert.That(trajectory.Calls.First().Flaw, Is.EqualTo(flaw));
            Assert.That((trajectory.FlawedCalls, trajectory.WastedCalls), Is.EqualTo((1, 1)));
            Assert.That((string)model.Messages(1)[3]!["content"]!, Does.StartWith("Error: "));
            Assert.That((string)model.Messages(1)[2]!["tool_calls"]![0]!["function"]!["arguments"]!, Is.EqualTo(arguments), "nothing is repaired on the way back");
        }
    }

    [Test]
    public async Task ACallWithoutIdIsAnsweredUnderAnIdThatSaysSo()
    {
        var model = new ScriptedModel(Calls((null, "read", "{}")), Says("0"));
        await PlayAsync(model, new CounterWorld(true, "Read."));
        Assert.That((string)model.Messages(1)[3]!["tool_call_id"]!, Is.EqualTo("call_without_id_0"));
    }

    [Test]
    public async Task TheUserSpeaksAgainWhenTheModelEndsItsTurn()
    {
        var model = new ScriptedModel(Says("Hello."), Calls(("a", "add", """{"by": 1}""")), Says("Done."));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Hi.", "Add one."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Value, Is.EqualTo(1));
            Assert.That(trajectory.Steps.Select(s => s.User), Is.EqualTo(new[] { "Hi.", "Add one.", null }));
            Assert.That((string)model.Messages(1)[3]!["content"]!, Is.EqualTo("Add one."));
        }
    }

    [Test]
    public async Task SubmittingEndsTheEpisodeAndLaterCallsOfTheReplyDoNothing()
    {
        var model = new ScriptedModel(Calls(("a", "submit", "{}"), ("b", "add", """{"by": 1}""")));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Go."));
        Assert.That((trajectory.End, world.Value, trajectory.Calls.Last().IsError), Is.EqualTo((EpisodeEnd.Submitted, 0, true)));
    }

    [Test]
    public async Task AModelThatNeverStopsMeetsTheStepLimit()
    {
        var model = new ScriptedModel(Calls(("a", "read", "{}")));
        var (trajectory, _) = await PlayAsync(model, new CounterWorld(true, "Go."), plan => plan with { Limits = new() { Steps = 5 } });
        Assert.That((trajectory.End, trajectory.Steps.Count, trajectory.WastedCalls), Is.EqualTo((EpisodeEnd.StepLimit, 5, 4)));
    }

    [Test]
    public async Task TokensAreLimitedOverTheWholeEpisode()
    {
        var model = new ScriptedModel(Calls(("a", "read", "{}")));
        var (trajectory, _) = await PlayAsync(model, new CounterWorld(true, "Go."), plan => plan with { Limits = new() { CompletionTokens = 120 } });
        Assert.That((trajectory.End, trajectory.Steps.Count), Is.EqualTo((EpisodeEnd.TokenLimit, 3)));
    }

    [Test]
    public async Task TimeIsLimitedAndTheStepsSoFarCount()
    {
        var time = new ManualTime();
        var world = new CounterWorld(true, "Go.") { OnCall = n => { if (n == 2) time.Advance(TimeSpan.FromMinutes(31)); return Task.CompletedTask; } };
        var (trajectory, _) = await PlayAsync(new ScriptedModel(Calls(("a", "read", "{}"))), world, time: time);
        Assert.That(trajectory.End, Is.EqualTo(EpisodeEnd.TimeLimit));
    }

    [Test]
    public async Task MoreCallsThanTheLimitGetAnError()
    {
        var model = new ScriptedModel(Calls([.. Enumerable.Range(0, 40).Select(i => ((string?)$"c{i}", "add", """{"by": 1}"""))]), Says("done"));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Go."));
        Assert.That((world.Value, trajectory.FlawedCalls), Is.EqualTo((32, 8)));
    }

    [Test]
    public async Task AnEmptyReplyEndsTheEpisodeAndIsSaid()
    {
        var (trajectory, _) = await PlayAsync(new ScriptedModel(Calls(("a", "read", "{}")), Replies(new ReplyChoice { Reasoning = "Next I read.", FinishReason = "stop" })), new CounterWorld(true, "Go."));
        Assert.That((trajectory.End, trajectory.Explanation), Is.EqualTo((EpisodeEnd.EmptyReply, "reply 2 is empty")));
    }

    [Test]
    public async Task ARefusalAndAnOutageAreToldApart()
    {
        var (refused, _) = await PlayAsync(new ScriptedModel(Ends(ExchangeOutcome.Refused, 400, "reasoning_content is missing")), new CounterWorld(true, "Go."));
        var (lost, _) = await PlayAsync(new ScriptedModel(Ends(ExchangeOutcome.Infrastructure, 503)), new CounterWorld(true, "Go."));
        Assert.That((refused.End, refused.Explanation, lost.End), Is.EqualTo((EpisodeEnd.Refused, "HTTP 400: reasoning_content is missing", EpisodeEnd.Outage)));
    }

    [Test]
    public async Task InTheBashStyleOneBlockARepliesIsRunAndSubmitHandsIn()
    {
        var model = new ScriptedModel(Says("Let me look.\n```bash\nls -l\n```"), Says("no block"), Says("```sh\na\n```\n```sh\nb\n```"), Says("```bash\nsubmit\n```"));
        var (trajectory, world) = await PlayAsync(model, new CounterWorld(true, "Go."), plan => plan with { Style = ToolStyle.Bash });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Calls, Is.EqualTo(new[] { """bash {"command":"ls -l"}""", "submit {}" }));
            Assert.That((trajectory.End, trajectory.FlawedCalls), Is.EqualTo((EpisodeEnd.Submitted, 2)));
            Assert.That(model.Requests[0].ContainsKey("tools"), Is.False);
            Assert.That((string)model.Messages(1)[3]!["content"]!, Is.EqualTo("ran ls -l"));
            Assert.That((string)model.Messages(2)[5]!["content"]!, Is.EqualTo(ShellBlock.Demand));
        }
    }

    [Test]
    public void ALongResultKeepsItsEnds()
    {
        var cut = ResultText.Cut(new string('a', 5000) + new string('z', 5000), 1000);
        Assert.That(cut, Has.Length.LessThanOrEqualTo(1000).And.StartsWith("aaaa").And.EndsWith("zzzz").And.Contains("9000 characters left out"));
    }

    internal static AgentPlan Plan => new() { System = "You count.", Request = messages => ChatRequest.Empty.With("model", "m").With("messages", messages) };

    internal static async Task<(Trajectory Trajectory, CounterWorld World)> PlayAsync(ScriptedModel model, CounterWorld world, Func<AgentPlan, AgentPlan>? change = null, TimeProvider? time = null)
    {
        var agent = new Agent(change?.Invoke(Plan) ?? Plan, model.SendAsync, time ?? TimeProvider.System);
        var trajectory = await agent.PlayAsync(_ => Task.FromResult<IAgentEnvironment>(world), null, "id", (t, _, _) => Task.FromResult(t), CancellationToken.None);
        return (trajectory, world);
    }
}
