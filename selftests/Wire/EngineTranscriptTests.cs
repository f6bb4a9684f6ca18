using System.Text;
using System.Text.Json;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Bytes that a real engine sent.</summary>
internal sealed class EngineTranscriptTests
{
    private static readonly string Path = System.IO.Path.Combine(RepositoryRoot.SharedData, "engine-transcripts", "llama-server.json");

    [Test]
    public void Recorded_replies_are_read_as_an_independent_reading_finds_them()
    {
        var read = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (var record in Records())
            {
                if (record.GetProperty("status").GetInt32() != 200)
                    continue;
                var (name, body) = (record.GetProperty("name").GetString(), record.GetProperty("body").GetString()!);
                var isStream = record.GetProperty("headers").GetProperty("Content-Type").GetString()!.StartsWith("text/event-stream", StringComparison.Ordinal);
                var reply = isStream ? StreamAssembler.Assemble(Encoding.UTF8.GetBytes(body)) : WholeReplyReader.Read(Encoding.UTF8.GetBytes(body));
                Assert.That(reply.Reply?.First?.Content ?? "", Is.EqualTo(isStream ? StreamedContent(body) : WholeContent(body)), name);
                Assert.That(reply.Anomalies, Is.Empty, name);
                read++;
            }
        }

        Assert.That(read, Is.GreaterThan(5));
    }

    [Test]
    public void Recorded_errors_are_read()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var record in Records().Where(r => r.GetProperty("status").GetInt32() >= 400))
            {
                var error = ApiError.Parse(Encoding.UTF8.GetBytes(record.GetProperty("body").GetString()!));
                Assert.That(error?.Message, Is.Not.Null.And.Not.Empty, record.GetProperty("name").GetString());
            }
        }
    }

    private static string StreamedContent(string body) => string.Concat(body.Split("\n\n")
        .Where(e => e.StartsWith("data: {", StringComparison.Ordinal))
        .Select(e => JsonDocument.Parse(e[6..]).RootElement)
        .Where(c => c.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0)
        .Select(c => c.GetProperty("choices")[0].GetProperty("delta"))
        .Select(d => d.TryGetProperty("content", out var content) ? content.GetString() : null));

    private static string WholeContent(string body) => JsonDocument.Parse(body).RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";

    private static List<JsonElement> Records()
    {
        if (!File.Exists(Path))
            Assert.Ignore("The recorded engine transcripts are not on this machine.");
        return [.. JsonDocument.Parse(File.ReadAllBytes(Path)).RootElement.EnumerateArray()];
    }
}
