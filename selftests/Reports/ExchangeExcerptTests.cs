using System.Net;
using Kvv.Conformance.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Request and answer of a failure stand on the page: it is often all that is sent on.</summary>
public sealed class ExchangeExcerptTests
{
    private const string Folder = "evidence/it's one";
    private const string Hostile = "</pre><script>window.hacked=1</script>\u202E";

    [Test]
    public void RequestAnswerAndTheCommandToSendItAgainAreShown()
    {
        using var run = Failure("""{"model":"m","messages":[]}""", "01-response.json", $$"""{"choices":"{{Hostile}}"}""");
        ReportWriter.Render(run.Path);
        var page = run.Page;
        var shown = WebUtility.HtmlDecode(page);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown, Does.Contain("Request 01 and its answer").And.Contain("  \"model\": \"m\","));
            Assert.That(shown, Does.Contain("window.hacked=1").And.Contain("⟨U+202E⟩"));
            Assert.That(page, Does.Not.Contain("</pre><script>"));
            Assert.That(shown, Does.Contain("""curl -sSN 'https://vendor.example/v1/chat/completions' -H "Authorization: Bearer $KVV_API_KEY" -H 'Content-Type: application/json' --data-binary '@evidence/it'\''s one/01-request.json'"""));
        }
    }

    [Test]
    public void AStreamIsShownEventByEvent()
    {
        using var run = Failure("not JSON at all", "01-response.sse.txt", "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n");
        ReportWriter.Render(run.Path);
        Assert.That(WebUtility.HtmlDecode(run.Page), Does.Contain("Answer, event by event").And.Contain("   1  content \"Hi\"\n   2  [DONE]").And.Contain(">not JSON at all</pre>"));
    }

    [TestCase("https://vendor.example/v1", "https://vendor.example/v1/models", "{}", TestName = "A listing has no body to send")]
    [TestCase("https://vendor.example/v1", "https://vendor.example/v1/chat/completions", "{\"url\":\"data:image/png;sha256,00;bytes=9\"}", TestName = "A picture is kept by its hash")]
    [TestCase("reference", "http://127.0.0.1:5/v1/chat/completions", "{}", TestName = "The embedded endpoint is gone")]
    public void WhatCannotBeSentAgainHasNoCommand(string endpoint, string url, string request)
    {
        using var run = Failure(request, "01-response.json", "{}", endpoint, url);
        ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Contain("and its answer").And.Not.Contain("curl -sSN"));
    }

    [Test]
    public void HundredsOfLongAnswersMakeAPageOfBoundedSize()
    {
        var result = SyntheticResult.Fails();
        var ids = Enumerable.Range(0, 400).Select(i => $"LONG-RULE-{i:000}").ToList();
        using var run = SyntheticRun.Create(result with { Requirements = [.. ids.Select(id => SyntheticResult.Finding(id, "must", "whole", "fail", "no") with { Evidence = [$"evidence/{id}/01-request.json", $"evidence/{id}/01-response.txt"] })] });
        foreach (var id in ids)
            run.With($"evidence/{id}/01-request.json", "{}").With($"evidence/{id}/01-response.txt", new string('x', 20_000) + "the end");
        ReportWriter.Render(run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Page, Has.Length.LessThan(2_000_000));
            Assert.That(run.Page, Does.Contain("[20007 characters in all, shortened here]").And.Contain("the end</pre>"));
        }
    }

    private static SyntheticRun Failure(string request, string answerFile, string answer, string endpoint = "https://vendor.example/v1", string url = "https://vendor.example/v1/chat/completions")
    {
        var result = SyntheticResult.Fails();
        string[] files = [$"{Folder}/01-request.json", $"{Folder}/{answerFile}", $"{Folder}/01-exchange.json"];
        return SyntheticRun.Create(result with { Endpoint = result.Endpoint with { BaseUrl = endpoint }, Requirements = [result.Requirements[0] with { Evidence = files }] })
            .With(files[0], request).With(files[1], answer).With(files[2], $$"""{"url":"{{url}}"}""");
    }
}
