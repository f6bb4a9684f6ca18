using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Session;
using NUnit.Framework;
using OpenAI.Chat;

namespace Kvv.SelfTests.Hostile;

/// <summary>A vendor who can tell this suite's requests from a customer's can send them to a deployment of their own.</summary>
[TestFixture]
public sealed partial class RecognitionTests
{
    private static readonly string[] Labels = ["user", "metadata", "session_id", "conversation_id", "store", "safety_identifier", "prompt_cache_key", "service_tier"];

    [Test]
    public async Task TheHeadersAreThoseOfThePlainOpenAiClient()
    {
        var run = await WholeRun.OfAsync(WholeRun.Own);
        var plain = await PlainClientAsync();
        var known = plain.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Seen.SelectMany(s => s.Headers.Keys).Distinct().Where(name => !known.Contains(name)), Is.Empty);
            foreach (var (name, value) in plain.Where(h => h.Key is not ("Host" or "Authorization" or "Content-Length")))
                Assert.That(run.Seen.Where(s => s.Body.Length > 0).Select(s => s.Headers.GetValueOrDefault(name)).Distinct(), Is.EqualTo([value]), name);
            Assert.That(run.Seen.SelectMany(s => s.Headers.Values).Where(v => Marks().IsMatch(v)), Is.Empty);
        }
    }

    [Test]
    public async Task AUserMaySendAnotherUserAgent()
    {
        await using var good = await Deployment.StartAsync(WholeRun.Own);
        await using var front = await Storefront.OpenAsync(_ => good);
        await using var run = await TestRun.StartAsync(
            ("KVV_BASE_URL", front.BaseUrl.ToString()), ("KVV_MODEL", Deployment.Model), ("KVV_API_KEY", Deployment.Key), ("KVV_EXTRA_HEADERS", """{"User-Agent":"shop/2.1"}"""));
        Assert.That(front.Seen.Select(s => s.Headers["User-Agent"]).Distinct(), Is.EqualTo(["shop/2.1"]));
    }

    [Test]
    public async Task NoBodyNamesTheSuiteOrARequirement()
    {
        var run = await WholeRun.OfAsync(WholeRun.Own);
        var marked = run.Seen.Select(s => Picture().Replace(s.Body, "")).SelectMany(body => Marks().Matches(body).Select(m => body[Math.Max(0, m.Index - 40)..Math.Min(body.Length, m.Index + 60)])).Distinct();
        Assert.That(marked, Is.Empty);
    }

    [TestCase("""{"user":"kvv-conformance"}""")]
    [TestCase("""{"model":"Verifier"}""")]
    [TestCase("""{"tool_call_id":"probe_1"}""")]
    public void AMarkIsSeen(string body) => Assert.That(Marks().IsMatch(body));

    [Test]
    public void EveryRequirementIdWouldBeSeen() =>
        Assert.That(RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures")).All.Select(r => r.Id).Where(id => !Marks().IsMatch($"({id})")), Is.Empty);

    // One requirement is about the parameter user; nothing else may label the requests of a run.
    [Test]
    public async Task NoLabelIsSharedByTheRequestsOfARunOrByTwoRuns()
    {
        var (own, other) = (await LabelsOf(WholeRun.Own), await LabelsOf(WholeRun.Other));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(own.Select(l => l.Label).Distinct(), Is.SubsetOf(["user", "metadata"]));
            Assert.That(own, Has.Count.LessThan(15), "a label on more than the requests that are about it");
            Assert.That(own.Intersect(other).Where(l => l.Label == "user"), Is.Empty);
        }
    }

    [Test]
    public async Task TheToolsOfSchemaCasesHaveManyNames()
    {
        var run = await WholeRun.OfAsync(WholeRun.Own);
        var names = run.BySender["tool-schema"].Select(s => (string?)s.Json?["tools"]?[0]?["function"]?["name"]).OfType<string>().ToList();
        Assert.That(names.GroupBy(n => n).Max(g => g.Count()), Is.LessThan(names.Count / 20), string.Join(", ", names.Distinct().Take(10)));
    }

    private static async Task<List<(string Label, string Value)>> LabelsOf(ulong seed) =>
    [
        .. (await WholeRun.OfAsync(seed)).Seen.Select(s => s.Json).OfType<JsonObject>()
            .SelectMany(body => Labels.Where(body.ContainsKey).Select(label => (label, body[label]?.ToJsonString() ?? "null"))),
    ];

    /// <summary>What the OpenAI client sends when nobody touches it.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> PlainClientAsync()
    {
        await using var good = await Deployment.StartAsync(WholeRun.Own);
        await using var front = await Storefront.OpenAsync(_ => good);
        var client = new ChatClient(Deployment.Model, new ApiKeyCredential(Deployment.Key), new() { Endpoint = front.BaseUrl, RetryPolicy = new ClientRetryPolicy(0) });
        await client.CompleteChatAsync("Say hello.");
        return front.Seen.Single().Headers;
    }

    [GeneratedRegex(@"(?i:kvv|conformance|verif(?:y|ier|ication)|probe|requirement|benchmark|self-?test)|\b[A-Z]{2,9}-[A-Z0-9]{1,9}-\d{3}\b")]
    private static partial Regex Marks();

    [GeneratedRegex("base64,[^\"]*")]
    private static partial Regex Picture();
}
