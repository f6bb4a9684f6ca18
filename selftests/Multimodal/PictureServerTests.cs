using System.Net;
using System.Net.Sockets;
using System.Text;
using Kvv.Conformance.Benchmarks.Multimodal.Vision;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>The picture server gives what was offered and nothing else, to whoever asks on loopback.</summary>
[TestFixture]
public sealed class PictureServerTests
{
    private static readonly byte[] Bytes = [1, 2, 3, 0, 255];

    [Test]
    public async Task WhatWasOfferedIsServedByteForByte()
    {
        await using var server = PictureServer.Start(null);
        var address = server.Offer("picture?id=7", Bytes, "image/png");
        using var http = new HttpClient();
        using var reply = await http.GetAsync(address);
        using var head = await http.SendAsync(new(HttpMethod.Head, address));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await reply.Content.ReadAsByteArrayAsync(), Is.EqualTo(Bytes));
            Assert.That(reply.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
            Assert.That((head.StatusCode, head.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, (long?)Bytes.Length)));
            Assert.That((server.Offered, server.Served), Is.EqualTo((1, 1)));
        }
    }

    [TestCase("other")]
    [TestCase("../../etc/passwd")]
    [TestCase("picture")]
    public async Task AnythingElseIsNotFound(string path)
    {
        await using var server = PictureServer.Start(null);
        var address = server.Offer("picture?id=7", Bytes, "image/png");
        using var http = new HttpClient();
        using var reply = await http.GetAsync(new Uri(address, path));
        Assert.That((reply.StatusCode, server.Served), Is.EqualTo((HttpStatusCode.NotFound, 0)));
    }

    [TestCase("POST /picture HTTP/1.1\r\n\r\n")]
    [TestCase("nonsense\r\n\r\n")]
    [TestCase("\r\n\r\n")]
    public async Task WhatIsNoRequestIsAnsweredAndDoesNoHarm(string text)
    {
        await using var server = PictureServer.Start(null);
        var address = server.Offer("picture", Bytes, "image/png");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(address.Host, address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
            using var reader = new StreamReader(client.GetStream());
            Assert.That(await reader.ReadToEndAsync(), Does.StartWith("HTTP/1.1 404"));
        }

        using var http = new HttpClient();
        Assert.That(await http.GetByteArrayAsync(address), Is.EqualTo(Bytes));
    }

    [Test]
    public async Task AHeadWithoutEndIsCutOff()
    {
        await using var server = PictureServer.Start(null);
        var address = server.Offer("picture", Bytes, "image/png");
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(new string('a', 16 * 1024)));
        using var reader = new StreamReader(client.GetStream());
        Assert.That(await reader.ReadToEndAsync(), Does.StartWith("HTTP/1.1 404"));
    }

    [Test]
    public async Task APortThatIsTakenIsNamedWithTheRemedy()
    {
        await using var server = PictureServer.Start(null);
        var port = server.Offer("picture", Bytes, "image/png").Port;
        Assert.That(() => PictureServer.Start(new Uri($"http://tunnel.example:{port}/")), Throws.TypeOf<InvalidDataException>().With.Message.Contains($"port {port}").And.Message.Contains("PictureServer"));
    }

    [Test]
    public async Task TheAddressIsTheOneTheEndpointReaches()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var server = PictureServer.Start(new Uri($"http://tunnel.example:{port}/"));
        Assert.That(server.Offer("a.png", Bytes, "image/png").ToString(), Is.EqualTo($"http://tunnel.example:{port}/a.png"));
        using var http = new HttpClient();
        Assert.That(await http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{port}/a.png")), Is.EqualTo(Bytes));
    }
}
