using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Every profile can be played: its accepted values are served, its refused ones refused, in each thinking mode it has.</summary>
[TestFixture]
public sealed class ProfileTests
{
    private static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "fixtures", "models"), "*.json")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public async Task PlaysTheParameterTable(string name)
    {
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(Endpoint.Profile(name)))!;
        await using var endpoint = await Endpoint.StartAsync(name);
        var modes = profile["thinking"]!["modes"]!.AsArray().Select(m => (string)m!).ToList();
        foreach (var rule in profile["parameters"]!.AsArray())
        {
            foreach (var mode in modes.Where(m => (string)rule!["thinking"]! is "any" || (string)rule["thinking"]! == m))
            {
                // A model with one mode is not asked to switch.
                var ask = modes.Count > 1 ? Requests.Ask("Reply with only the word OK.").Thinking(mode == "on") : Requests.Ask("Reply with only the word OK.");
                foreach (var (list, status) in new[] { ("accept", 200), ("coerced", 200), ("refuse", 400) })
                {
                    foreach (var value in rule![list]?.AsArray() ?? [])
                    {
                        var reply = await endpoint.SendAsync(ask.With((string)rule["name"]!, value!.DeepClone()));
                        Assert.That(reply.Status, Is.EqualTo(status), $"{name} thinking {mode}: {rule["name"]} {value} -> {reply}");
                    }
                }
            }
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task AnswersInBothModesAndNamesItself(string name)
    {
        await using var endpoint = await Endpoint.StartAsync(name);
        var thinks = JsonNode.Parse(await File.ReadAllTextAsync(Endpoint.Profile(name)))!["thinking"]!["modes"]!.AsArray().Any(m => (string)m! == "on");
        var whole = await endpoint.SendAsync(Requests.Ask("Reply with only the word OK."));
        var stream = await endpoint.SendAsync(Requests.Ask("Reply with only the word OK.").Streamed());
        foreach (var reply in new[] { whole, stream })
        {
            Assert.That((reply.Content, reply.FinishReason), Is.EqualTo(("OK", "stop")), reply.ToString());
            Assert.That(reply.Reasoning is { Length: > 0 }, Is.EqualTo(thinks));
        }

        Assert.That((string?)whole.Json["model"], Is.EqualTo(name));
    }

    [TestCaseSource(nameof(Names))]
    public async Task CallIdsFollowTheProfile(string name)
    {
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(Endpoint.Profile(name)))!;
        await using var endpoint = await Endpoint.StartAsync(name);
        var reply = await endpoint.SendAsync(Requests.Ask("Get the weather in Beijing and Paris.").WithWeather());
        Assert.That(reply.Calls.Select(c => c.Id).Distinct().Count(), Is.EqualTo(2), reply.ToString());
        if ((string?)profile["tools"]!["callId"]!["pattern"] is { } pattern)
            Assert.That(reply.Calls.Select(c => c.Id), Is.All.Match(pattern));
    }
}
