using System.Text.Json;
using Kvv.Wire;
using Kvv.Wire.Detection;
using NUnit.Framework;

namespace Kvv.SelfTests.Detection;

/// <summary>Whole replies of an engine that no one here wrote, with a model of random weights: its shapes are real, its text is noise.</summary>
public class RecordedReplyTests
{
    private static readonly string Recording = Path.Combine(RepositoryRoot.SharedData, "engine-transcripts", "llama-server.json");

    // Seen by eye: this engine ends a capped reply with stop, and leaves the rest of the interface intact.
    [Test]
    public void TheOnlyFaultsOfTheRecordedRepliesAreThoseSeenByEye()
    {
        if (!File.Exists(Recording))
            Assert.Ignore("The recorded replies are not beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(Recording));
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var exchange in document.RootElement.EnumerateArray())
        {
            var body = exchange.GetProperty("body").GetString()!;
            if (exchange.GetProperty("status").GetInt32() != 200 || !body.StartsWith('{'))
                continue;
            var inspection = new Inspection(ChatRequest.Parse(exchange.GetProperty("request").GetRawText()), Reply(body), Streamed: false, Replies.Format);
            seen[exchange.GetProperty("name").GetString()!] = string.Join(' ', DetectorSet.Default.Inspect(inspection).Select(a => a.Kind));
        }

        Assert.That(seen, Is.Not.Empty);
        using var scope = Assert.EnterMultipleScope();
        foreach (var (name, kinds) in seen)
            Assert.That(kinds, Is.EqualTo(name == "negative-max-tokens" ? "" : AnomalyKinds.FinishStopAtCap), name);
    }

    // Enough of a reader for these replies: none has reasoning or a tool call.
    private static ChatReply Reply(string body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var usage = root.GetProperty("usage");
        return new ChatReply
        {
            Model = root.GetProperty("model").GetString(),
            Usage = new Usage
            {
                PromptTokens = usage.GetProperty("prompt_tokens").GetInt64(),
                CompletionTokens = usage.GetProperty("completion_tokens").GetInt64(),
                TotalTokens = usage.GetProperty("total_tokens").GetInt64(),
                Raw = usage.GetRawText(),
            },
            Choices = [.. root.GetProperty("choices").EnumerateArray().Select(c => new ReplyChoice
            {
                Index = c.GetProperty("index").GetInt32(),
                Role = c.GetProperty("message").GetProperty("role").GetString(),
                Content = c.GetProperty("message").GetProperty("content").GetString(),
                FinishReason = c.GetProperty("finish_reason").GetString(),
            })],
        };
    }
}
