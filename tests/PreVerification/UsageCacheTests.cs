using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The prefix cache saves work, says so truly, and changes no answer.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class UsageCacheTests
{
    // USAGE-CACHE-002: what was never sent before is not cached.
    [Requirement("USAGE-CACHE-002", Transfer = TransferAxis.Whole)]
    public async Task FreshPromptIsNotCached(Probe probe)
    {
        RequireCache(probe);
        // A reply's id is new in every run, as a seed is not: what follows was never sent before.
        var nonce = (await probe.Send(probe.Ask(ProbeContext.PlainPrompt, 8)).MustSucceed()).Reply.Id ?? throw Probe.Undecided("the reply has no id to make a new prompt from");
        var usage = (await probe.Send(probe.Ask($"Case {nonce}. {Text(probe, "fresh", 60)}", 8)).MustSucceed("a prompt never sent before")).Reply.Usage;
        if (usage is not { PromptTokens: { } prompt, CachedTokens: var cached })
            throw Probe.Undecided("the reply reports no prompt_tokens");
        // The chat format's own opening may be cached.
        probe.Must((cached ?? 0) <= prompt / 4, "of a prompt never sent before, at most a quarter is reported in cached_tokens", string.Create(CultureInfo.InvariantCulture, $"{cached} of {prompt} prompt_tokens"));
    }

    // USAGE-CACHE-003: a conversation that goes on finds its beginning in the cache.
    [Requirement("USAGE-CACHE-003", Transfer = TransferAxis.Whole)]
    public async Task ContinuedConversationIsCached(Probe probe)
    {
        RequireCache(probe);
        var first = History.User(Text(probe, "continued", 100));
        long cached = 0;
        for (var i = 0; i < 3 && cached == 0; i++)
        {
            await probe.Send(probe.Request([first.DeepClone()], 16)).MustSucceed("a long prompt");
            var next = await probe.Send(probe.Request([first.DeepClone(), History.Assistant("I have read it."), History.User(ProbeContext.PlainPrompt)], 16)).MustSucceed("the same prompt one turn later");
            cached = next.Reply.Usage?.CachedTokens ?? 0;
        }

        probe.Must(cached > 0, "a conversation that goes on reports its beginning in cached_tokens", "cached_tokens 0 or absent in three tries");
    }

    // USAGE-CACHE-004: an answer from a warm cache is as right as one from a cold one.
    [Requirement("USAGE-CACHE-004", Transfer = TransferAxis.Whole)]
    public async Task WarmAnswerIsRight(Probe probe)
    {
        var request = Prompt(probe, "warm", 70);
        var wrong = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            var content = (await probe.Send(request).MustSucceed("a prompt of some 900 tokens")).Choice.Content ?? "";
            if (!content.Contains("7719", StringComparison.Ordinal))
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"time {i}: {Results.ExchangeText.Quote(content)}"));
        }

        // One slip of three is the model's; more is what the cache handed it.
        probe.Must(wrong.Count < 2, "a question on a long text is answered rightly in at least two of three times, the last two from a warm cache", string.Join("; ", wrong));
    }

    // USAGE-CACHE-005: in a conversation that grows on a warm cache, every fact stays known.
    [Requirement("USAGE-CACHE-005", Transfer = TransferAxis.Whole)]
    public async Task GrowingConversationKeepsItsFacts(Probe probe)
    {
        (string Place, string Code)[] facts = [("attic", "3107"), ("cellar", "4216"), ("garage", "5325")];
        var messages = new System.Text.Json.Nodes.JsonArray();
        var wrong = new List<string>();
        foreach (var (place, code) in facts)
        {
            messages.Add(History.User(string.Create(CultureInfo.InvariantCulture, $"({probe.Context.Seed % 9973}) The {place} code is {code}. {Text(probe, place, 8)}")));
            messages.Add(History.Assistant("Noted."));
            foreach (var (asked, right) in facts.TakeWhile(f => f.Place != place).Append((place, code)))
            {
                var turn = messages.DeepClone().AsArray();
                turn.Add(History.User($"What is the {asked} code? Reply with only the number."));
                var content = (await probe.Send(probe.Request(turn)).MustSucceed("a growing conversation")).Choice.Content ?? "";
                if (!content.Contains(right, StringComparison.Ordinal))
                    wrong.Add($"{asked}: {Results.ExchangeText.Quote(content)}");
            }
        }

        probe.Must(wrong.Count < 2, "in a conversation that grows, at least five of six questions on its facts are answered rightly", string.Join("; ", wrong));
    }

    private static void RequireCache(Probe probe) => probe.Requires(probe.Profile.Features.CachedTokens == true, "cached_tokens");

    private static ChatRequest Prompt(Probe probe, string use, int entries) =>
        probe.Ask($"{Text(probe, use, entries)} The vault code is 7719. What is the vault code? Reply with only the number.", 2048);

    /// <summary>A text that no other check sends, and no other run.</summary>
    private static string Text(Probe probe, string use, int entries) =>
        string.Create(CultureInfo.InvariantCulture, $"Ledger {probe.Context.Seed:x}, {use}. ")
        + string.Concat(Enumerable.Range(1, entries).Select(i => string.Create(CultureInfo.InvariantCulture, $"Item {i} weighs {i * 41 % 1000} grams. ")));
}
