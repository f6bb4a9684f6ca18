using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The fault specification is read strictly, and conditions hold when they say.</summary>
[TestFixture]
public sealed class SpecificationTests
{
    [TestCase("tc-finish-stopp", "tc-finish-stop")]
    [TestCase("sw-done-mising:stream", "sw-done-missing")]
    [TestCase("tc-finish-stop:streem", "stream")]
    [TestCase("tc-finish-stop:stream,promt>=5", "prompt")]
    [TestCase("tc-finish-stop:p=2", "does not parse")]
    [TestCase("tc-finish-stop:turn=3", "does not parse")]
    [TestCase("op-outage-500:output>=5", "acts before")]
    [TestCase("rv-error-not-json:warm", "acts before")]
    public void AWrongSpecificationFailsAtStartWithAHint(string specification, string hint)
    {
        var error = Assert.CatchAsync<ArgumentException>(() => ReferenceEndpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), Faults = specification }));
        Assert.That(error.GetAwaiter().GetResult()!.Message, Does.Contain(hint));
    }

    [TestCase("dk-pad-spam:stream", false), TestCase("dk-pad-spam:whole", true), TestCase("dk-pad-spam:thinking=on", true), TestCase("dk-pad-spam:thinking=off", false),
     TestCase("dk-pad-spam:turn>=1", true), TestCase("dk-pad-spam:turn>=2", false), TestCase("dk-pad-spam:prompt>=10", true), TestCase("dk-pad-spam:prompt>=5000", false),
     TestCase("dk-pad-spam:output>=10", true), TestCase("dk-pad-spam:output>=100000", false), TestCase("dk-pad-spam:literal=OK", true), TestCase("dk-pad-spam:literal=absent", false),
     TestCase("dk-pad-spam:served>=1", false), TestCase("dk-pad-spam:concurrency>=2", false), TestCase("dk-pad-spam:toolChoice=required", false), TestCase("dk-pad-spam:warm", false),
     TestCase("dk-pad-spam:p=1", true), TestCase("dk-pad-spam:p=0", false), TestCase("sw-done-missing,dk-pad-spam:whole,turn>=1", true)]
    public async Task AConditionDecides(string specification, bool active)
    {
        await using var endpoint = await Endpoint.StartAsync(faults: specification);
        var reply = await endpoint.SendAsync(Requests.Ask("Reply with only the word OK."));
        Assert.That(reply.Content, active ? Does.StartWith("[PAD]") : Is.EqualTo("OK"));
    }

    [Test]
    public async Task AChanceFollowsItsSeedAndItsShare()
    {
        async Task<string> Pattern(string specification)
        {
            await using var endpoint = await Endpoint.StartAsync(faults: specification);
            var hits = "";
            for (var i = 0; i < 200; i++)
                hits += (await endpoint.SendAsync(Requests.Ask("Reply with only the word OK."))).Content == "OK" ? "." : "x";
            return hits;
        }

        var first = await Pattern("dk-pad-spam:p=0.2,seed=7");
        Assert.That(await Pattern("dk-pad-spam:p=0.2,seed=7"), Is.EqualTo(first));
        Assert.That(await Pattern("dk-pad-spam:p=0.2,seed=8"), Is.Not.EqualTo(first));
        Assert.That(first.Count(c => c == 'x'), Is.InRange(20, 60));
    }

    [Test]
    public async Task ServedAndWarmCountEarlierRequests()
    {
        await using var endpoint = await Endpoint.StartAsync(faults: "dk-pad-spam:served>=2");
        var contents = new List<string?>();
        for (var i = 0; i < 3; i++)
            contents.Add((await endpoint.SendAsync(Requests.Ask("Reply with only the word OK."))).Content);
        Assert.That(contents[..2], Is.All.EqualTo("OK"));
        Assert.That(contents[2], Does.StartWith("[PAD]"));
    }

    [Test]
    public void EveryFaultSaysWhatItShows() =>
        Assert.That(ReferenceEndpoint.KnownFaults.Values, Is.All.Not.Empty.And.All.EndsWith("."));
}
