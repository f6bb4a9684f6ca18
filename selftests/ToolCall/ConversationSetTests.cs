using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The built-in conversations: many, varied, and with keys that their own tools allow.</summary>
[TestFixture]
public sealed class ConversationSetTests
{
    private static readonly ConversationSet Set = ConversationSet.Read(Path.Combine(EmbeddedRun.Fixtures, "tool-call", "conversations"));

    [Test]
    public void ThereAreAtLeast160OfEveryKindInTwoLanguages()
    {
        var samples = Set.Dataset.Samples;
        var turns = samples.Select(s => Messages(s).Count(m => (string?)m["role"] == "user")).ToList();
        var tools = samples.Select(s => s.Data["tools"]!.AsArray().Count).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(samples, Has.Count.GreaterThanOrEqualTo(160));
            Assert.That(samples.Count(s => s.Id.StartsWith("ch-", StringComparison.Ordinal)), Is.EqualTo(samples.Count / 2));
            Assert.That(turns.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 8)));
            Assert.That((tools.Min(), tools.Max()), Is.EqualTo((1, 30)));
            Assert.That(samples.Count(ConversationSet.IsDue) / (double)samples.Count, Is.InRange(0.4, 0.6), "share of due calls");
            Assert.That(samples.Select(s => s.Text("kind")).Distinct().Count(), Is.GreaterThanOrEqualTo(12));
        }
    }

    [Test]
    public void EveryKeyIsAllowedByItsTools()
    {
        var wrong = new List<string>();
        foreach (var sample in Set.Dataset.Samples)
        {
            var declared = DeclaredTool.Of(Set.ToolsOf(sample)).ToDictionary(t => t.Name);
            var key = sample.Data["key"]!.AsObject();
            var calls = (key["calls"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            if (calls.Count > 0 != ConversationSet.IsDue(sample) || (calls.Count == 0 && string.IsNullOrWhiteSpace((string?)key["say"])))
                wrong.Add($"{sample.Id}: label and key disagree");
            foreach (var call in calls.Concat(Messages(sample).SelectMany(m => m["calls"] as JsonArray ?? []).OfType<JsonObject>()))
            {
                if (!declared.TryGetValue((string)call["name"]!, out var tool))
                    wrong.Add($"{sample.Id}: {call["name"]} is not declared");
                else if (tool.Parameters!.Validate(JsonElement.Parse(call["arguments"]!.ToJsonString())) is { IsValid: false } verdict)
                    wrong.Add($"{sample.Id}: {call["name"]}: {verdict.Errors[0]}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void NoTwoConversationsEndAlike() => Assert.That(
        Set.Dataset.Samples.Select(s => (Messages(s).FindLast(m => (string?)m["role"] == "user")!["content"]!.ToString(), Messages(s).AsEnumerable().Reverse().TakeWhile(m => (string?)m["role"] != "user").Count(m => (string?)m["role"] == "tool"))),
        Is.Unique);

    [Test]
    public void IdsOfAHistoryHaveTheModelsFormAndCountOverTheConversation()
    {
        var profile = new ProfileStore(Path.Combine(EmbeddedRun.Fixtures, "models")).Load("kimi-k2.6");
        var sample = Set.Dataset.Samples.Single(s => s.Id == "en-third-step-01");
        var messages = ConversationMessages.Of(sample, profile, ThinkingMode.On);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(messages.SelectMany(m => m!["tool_calls"] as JsonArray ?? []).Select(c => (string?)c!["id"]), Is.EqualTo(["functions.get_local_time:0", "functions.get_weather:1"]));
            Assert.That(messages.Select(m => (string?)m!["tool_call_id"]).Where(id => id is not null), Is.EqualTo(["functions.get_local_time:0", "functions.get_weather:1"]));
            Assert.That(messages.Count(m => m!["reasoning_content"] is not null), Is.EqualTo(2), "the maker demands the reasoning of turns that called");
            Assert.That(ConversationMessages.Of(sample, profile, ThinkingMode.Off).Any(m => m!["reasoning_content"] is not null), Is.False);
        }
    }

    private static List<JsonObject> Messages(Sample sample) => [.. sample.Data["messages"]!.AsArray().OfType<JsonObject>()];
}
