using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>A journal refers to pictures by the hash of their bytes; nothing that goes on from it needs more.</summary>
[TestFixture]
public sealed class JournalPictureTests
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 3000).Select(i => (byte)((i * i * 7) + (i >> 3)))];

    private static string Url => "data:image/png;base64," + Convert.ToBase64String(Picture);

    [Test]
    public async Task PicturesStandInTheJournalByTheirHashAndTheRunGoesOn()
    {
        using var runs = new RunsFolder();
        await using var endpoint = WordEndpoint.Start();
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, runs.Path))
        {
            await run.Session.RunBenchmarkAsync(Pictures(run));
            run.Session.Stop("test");
            run.Session.Complete();
        }

        var folder = TimelessResult.RunFolder(runs.Path);
        var journal = Path.Combine(folder, "journal", "words.jsonl");
        var text = await File.ReadAllTextAsync(journal);
        var reference = $"data:image/png;sha256,{Convert.ToHexStringLower(SHA256.HashData(Picture))};bytes={Picture.Length}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Url, Does.Contain("+").And.Contain("/"), "characters that JSON may escape");
            Assert.That(text, Does.Not.Contain("base64"));
            Assert.That(new FileInfo(journal).Length, Is.LessThan(4 * Url.Length), "the pictures are in it all the same");
            Assert.That(JournalReader.All(journal).Select(r => (r.Answer, r.Details!["picture"]!.GetValue<string>())), Is.All.EqualTo((reference, reference)));
        }

        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, runs.Path, change: s => s with { WritesReports = true });
        var outcome = await again.Session.RunBenchmarkAsync(Pictures(again));
        again.Session.Complete();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Output.Lines, Has.Some.Contains("journal holds 4 settled trials, 0 are to do and 0 to redo"));
            Assert.That(endpoint.Items, Has.Count.EqualTo(4), "a trial was sent again");
            Assert.That(outcome.Result!.Scored, Is.EqualTo(4));
            Assert.That(new FileInfo(Path.Combine(folder, "report.html")).Length, Is.GreaterThan(1000));
        }
    }

    private static Benchmark Pictures(EngineRun run) => run.Words(4) with
    {
        Play = new SingleRequestPlay(
            sample => ChatRequest.Empty.With("model", "kimi").With("stream", true).With("messages", new JsonArray(new JsonObject
            {
                ["role"] = "user",
                ["content"] = new JsonArray(
                    new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = Url } },
                    new JsonObject { ["type"] = "text", ["text"] = $"Reply with only the word {sample.Text("answer")}." }),
            })),
            new ShowsThePicture()),
    };

    /// <summary>Puts the picture wherever a scorer can put something.</summary>
    private sealed class ShowsThePicture : IScorer
    {
        public string Id => "shows-the-picture/1";

        public Score Score(Sample sample, Exchange exchange) => new(1, Url, $"it shows {Url}") { Details = new() { ["picture"] = Url } };
    }
}
