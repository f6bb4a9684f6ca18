using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The least that a chat endpoint does: it answers, sensibly, as itself, and keeps text as it is.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ChatTests
{
    // CHAT-REPLY-001: a plain question is answered by the assistant with content, and ends by itself.
    [Requirement("CHAT-REPLY-001", Thinking = ThinkingAxis.Both)]
    public async Task PlainQuestionIsAnswered(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(ProbeContext.PlainPrompt)).MustSucceed("a plain question");
        answer.Must(answer.Choice.Role == "assistant", "the message has the role assistant", $"role {answer.Choice.Role ?? "(absent)"}")
            .Must(!string.IsNullOrWhiteSpace(answer.Choice.Content), "a plain question gets content")
            .Must(answer.Choice.FinishReason == "stop", "a short answer ends with finish_reason stop");
    }

    // CHAT-SENSE-001: four questions that any model of this size answers are answered rightly.
    [Requirement("CHAT-SENSE-001")]
    public async Task TrivialQuestionsAreAnsweredRightly(Probe probe)
    {
        (string Question, string Right)[] questions =
        [
            ("What is 1+1? Reply with only the number.", "2"),
            ("What is 17 × 23? Reply with only the number.", "391"),
            ("What is 90 - 48? Reply with only the number.", "42"),
            ("Say only the word OK.", "OK"),
        ];
        var answers = await Task.WhenAll(questions.Select(async q =>
            (q.Question, q.Right, Said: (await probe.Send(probe.Ask(q.Question)).MustSucceed(q.Question)).Choice.Content ?? "")));
        var wrong = answers.Where(a => !a.Said.Contains(a.Right, StringComparison.OrdinalIgnoreCase)).ToList();
        // One slip is a weak moment of the model; two of four is no healthy deployment.
        if (wrong.Count >= 2)
        {
            throw new JudgementException(
                Findings.FindingStatus.Fail,
                "at least three of four trivial questions are answered rightly",
                string.Join("; ", wrong.Select(w => $"\"{w.Question}\" got {Results.ExchangeText.Quote(w.Said)}")));
        }
    }

    // CHAT-ECHO-001: text beyond ASCII survives the way in and out.
    [Requirement("CHAT-ECHO-001")]
    public async Task UnicodeTextComesBackIntact(Probe probe)
    {
        const string Text = "👩‍🚀🌍漢字 𝛼 naïve — Ελλάδα";
        var answer = await probe.Send(probe.Ask($"Repeat the following text exactly, without quotes or anything else: {Text}")).MustSucceed();
        answer.Must(answer.Choice.Content?.Contains(Text, StringComparison.Ordinal) == true, $"the text {Text} comes back unchanged");
    }

    // CHAT-LITERAL-001: the chat format's own markers in a user's text are text: they come back, and never act as turns.
    [Requirement("CHAT-LITERAL-001")]
    public async Task ControlStringsInUserTextAreText(Probe probe)
    {
        var marker = probe.Profile.ChatFormat.ControlStrings.FirstOrDefault(s => s.Contains("end", StringComparison.Ordinal));
        probe.Requires(marker is not null, "control string of the chat format");
        var text = $"alpha {marker} omega";
        var answer = await probe.Send(probe.Ask($"Repeat the following text exactly, without quotes or anything else: {text}")).MustSucceed($"a user text that holds {marker}");
        answer.Must(answer.Choice.Content?.Contains("omega", StringComparison.Ordinal) == true, $"a user text that holds {marker} is read to its end and repeated");
    }

    // CHAT-MODEL-001: the model listing names the model that is asked for.
    [Requirement("CHAT-MODEL-001", Transfer = TransferAxis.Whole)]
    public async Task ModelListingNamesTheModel(Probe probe)
    {
        var answer = await probe.ListModels(ChatRequest.Empty);
        answer.Must(answer.Exchange.Status == 200, "GET models answers HTTP 200");
        var ids = Listed(answer.Exchange.BodyText);
        answer.Must(ids.Contains(probe.Context.Model), $"GET models lists {probe.Context.Model}", $"it lists {string.Join(", ", ids.Take(12))}");
    }

    private static List<string> Listed(string body)
    {
        try
        {
            return ((JsonNode.Parse(body) as JsonObject)?["data"] as JsonArray)?.OfType<JsonObject>().Select(m => m["id"]?.ToString() ?? "").ToList() ?? [];
        }
        catch (JsonException)
        {
            // A listing that is no JSON lists nothing.
            return [];
        }
    }
}
