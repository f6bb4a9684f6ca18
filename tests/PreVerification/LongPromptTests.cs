using System.Globalization;
using System.Text;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// A long prompt is read to its head or refused; it is never cut in silence. The head holds a code, the end asks for it, and
/// the count of prompt tokens must be in keeping with the length.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class LongPromptTests
{
    // No tokenizer of a served model packs English words and digits tighter than this, nor looser than the other.
    private const double MostCharactersPerToken = 6.5;
    private const double LeastCharactersPerToken = 2;

    // LONG-CANARY-001: a prompt of some 5,000 tokens is read to its head, or refused: over the usual cuts at 2,048 and 4,096.
    [Requirement("LONG-CANARY-001", Transfer = TransferAxis.Whole)]
    public Task HeadOfALongPromptIsRead(Probe probe) => Canary(probe, 5_000);

    // LONG-COUNT-001: the prompt tokens of such a prompt are in keeping with its length.
    [Requirement("LONG-COUNT-001", Transfer = TransferAxis.Whole)]
    public async Task CountOfALongPromptFitsItsLength(Probe probe)
    {
        var prompt = Prompt(Code(probe), 5_000 * 3);
        var (answer, served) = await probe.Send(probe.Ask(prompt, 16)).MustBeServedOrRefused($"a prompt of {prompt.Length} characters");
        if (!served || answer.Reply.Usage?.PromptTokens is not { } counted)
            return;
        answer.Must(
            counted >= prompt.Length / MostCharactersPerToken && counted <= prompt.Length / LeastCharactersPerToken,
            $"a prompt of {prompt.Length} characters counts between {prompt.Length / MostCharactersPerToken:0} and {prompt.Length / LeastCharactersPerToken:0} prompt_tokens",
            string.Create(CultureInfo.InvariantCulture, $"prompt_tokens {counted}: part of the prompt was dropped in silence"));
    }

    // LONG-CANARY-002: the same for a prompt of some 18,000 tokens, over the cut at 16,384.
    [Requirement("LONG-CANARY-002", Transfer = TransferAxis.Whole)]
    public Task HeadOfAVeryLongPromptIsRead(Probe probe)
    {
        var window = probe.Profile.ContextWindow?.Tokens ?? 32_768;
        return Canary(probe.RequiresTier(Tier.Standard), (int)Math.Min(18_000, window / 2));
    }

    // LONG-OVER-001: a prompt that no count of tokens fits into the window is refused with a clear 400.
    [Requirement("LONG-OVER-001", Transfer = TransferAxis.Whole)]
    public async Task PromptBeyondTheWindowIsRefused(Probe probe)
    {
        var window = Window(probe);
        // The body grows with the window: several megabytes are for those who ask for them.
        if (window > 300_000)
            probe.RequiresTier(Tier.Full);
        var prompt = Prompt("K-0000", (int)(window * MostCharactersPerToken) + 1000);
        await probe.Send(probe.Ask(prompt, 16)).MustBeRefused($"a prompt of {prompt.Length} characters, more than the window of {window} tokens can hold,", 400, 413, 422);
    }

    // LONG-WINDOW-001: nine tenths of the advertised window can be used.
    [Requirement("LONG-WINDOW-001", Transfer = TransferAxis.Whole)]
    public async Task AdvertisedWindowCanBeUsed(Probe probe)
    {
        var window = Window(probe);
        probe.RequiresTier(Tier.Full);
        // Measured on a small prompt of the same text: nine tenths by this model's own count.
        var sample = Prompt("K-0000", 8_000);
        var measured = await probe.Send(probe.Ask(sample, 16)).MustSucceed("a prompt of 8,000 characters");
        var perToken = sample.Length / (double)Math.Max(1, measured.Reply.Usage?.PromptTokens ?? sample.Length / 4);
        var code = Code(probe);
        var answer = await probe.Send(probe.Ask(Prompt(code, (int)(window * 0.9 * perToken)), 4096)).MustSucceed($"a prompt of nine tenths of the window of {window} tokens");
        answer.Must(answer.Choice.Content?.Contains(code, StringComparison.Ordinal) == true, $"the code {code} at the head of a prompt of nine tenths of the window is found");
    }

    private static async Task Canary(Probe probe, int tokens)
    {
        var code = Code(probe);
        // Some three characters of this text make a token.
        var prompt = Prompt(code, tokens * 3);
        var (answer, served) = await probe.Send(probe.Ask(prompt)).MustBeServedOrRefused($"a prompt of {prompt.Length} characters");
        if (!served)
            return;
        answer.Must(answer.Choice.Content?.Contains(code, StringComparison.Ordinal) == true, $"the code {code} at the head of a prompt of {prompt.Length} characters is found");
    }

    private static long Window(Probe probe)
    {
        probe.Requires(probe.Profile.ContextWindow is not null, "context window");
        return probe.Profile.ContextWindow!.Tokens;
    }

    private static string Code(Probe probe) => string.Create(CultureInfo.InvariantCulture, $"K-{1000 + probe.Context.Seed % 9000}");

    // Every line differs, so that no cache and no compression shortens it, and none looks like the code.
    private static string Prompt(string code, int characters)
    {
        var text = new StringBuilder(characters + 300).Append("The code for the vault is ").Append(code).Append(". Remember it; it is asked for at the end.\n");
        for (var i = 1; text.Length < characters; i++)
            text.Append(CultureInfo.InvariantCulture, $"Shelf {i} has {i * 37 % 101} red and {i * 53 % 97} blue folders.\n");
        return text.Append("What is the code for the vault? Reply with only the code.").ToString();
    }
}
