using System.Net.Http.Headers;
using System.Text;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Starting, stopping and what is said when an endpoint cannot start.</summary>
[TestFixture]
public sealed class LifecycleTests
{
    [Test]
    public async Task ABadProfileSkillOrPortIsRefusedWithTheReason()
    {
        var broken = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(broken, """{"name":"x","thinking":{"offRequest":"maybe"}}""");
            var profile = await Assert.ThrowsAsync<InvalidDataException>(() => ReferenceEndpoint.StartAsync(new() { ProfilePath = broken }));
            Assert.That(profile!.Message, Does.Contain(broken).And.Contain("maybe"));
        }
        finally
        {
            File.Delete(broken);
        }

        var skill = await Assert.ThrowsAsync<ArgumentException>(() => ReferenceEndpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), Skill = 1.5 }));
        Assert.That(skill!.Message, Does.Contain("1.5"));
        await using var first = await Endpoint.StartAsync();
        await Assert.CatchAsync<IOException>(() => ReferenceEndpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), Port = first.Server.BaseUrl.Port }));
    }

    [Test]
    public async Task AStoppedEndpointAcceptsNothingMore()
    {
        var server = await ReferenceEndpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3") });
        await server.DisposeAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(server.BaseUrl + "/models"));
    }

    [Test]
    public async Task AnotherNameForTheModelIsServedAndNamed()
    {
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), ModelName = "vendor/k3" });
        var reply = await endpoint.SendAsync(Requests.Ask("Hello."));
        Assert.That((reply.Status, (string?)reply.Json["model"]), Is.EqualTo((200, "vendor/k3")));
        Assert.That((await endpoint.SendAsync(Requests.Ask("Hello.").With("model", "kimi-k3"))).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task AClientThatLeavesInTheMiddleDisturbsNobody()
    {
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), TokenDelay = TimeSpan.FromHours(1) });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new StringContent("""{"model":"kimi-k3","stream":true,"messages":[{"role":"user","content":"Hello."}]}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using (var message = new HttpRequestMessage(HttpMethod.Post, endpoint.Server.BaseUrl + "/chat/completions") { Content = content })
        using (var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead))
            Assert.That((int)response.StatusCode, Is.EqualTo(200));
        var models = await endpoint.RequestAsync(HttpMethod.Get, "/models");
        Assert.That(models.Status, Is.EqualTo(200));
    }
}
