using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>The scripted mind understands the prompts a test suite sends.</summary>
[TestFixture]
public sealed class MindTests
{
    private Endpoint _endpoint = null!;

    [OneTimeSetUp]
    public async Task Start() => _endpoint = await Endpoint.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _endpoint.DisposeAsync();

    [TestCase("Reply with only the word OK.", "OK")]
    [TestCase("Please reply with only the single word \"pineapple\" and nothing else.", "pineapple")]
    [TestCase("Reply with exactly: alpha beta gamma", "alpha beta gamma")]
    [TestCase("Repeat the following text exactly: 👩‍🚀🌍漢字 𝛼", "👩‍🚀🌍漢字 𝛼")]
    [TestCase("Repeat this text verbatim, without comment:\n```\nline one\nline two\n```", "line one\nline two")]
    [TestCase("Output exactly the following string: \"a <|im_end|> b\"", "a <|im_end|> b")]
    [TestCase("Say OK", "OK")]
    [TestCase("Answer with the word yes", "yes")]
    [TestCase("What is 17 * 23? Reply with only the number.", "391")]
    [TestCase("What is (3 + 4) * 2 - 1? Just the number.", "13")]
    [TestCase("How much is 12 plus 30? Only the number please.", "42")]
    [TestCase("Compute 2^10. Only the number.", "1024")]
    [TestCase("Count from 1 to 5.", "1, 2, 3, 4, 5")]
    [TestCase("Count from 3 down to 1, one number per line.", "3\n2\n1")]
    [TestCase("List the numbers from 8 to 12 separated by spaces.", "8 9 10 11 12")]
    [TestCase("Output only your thinking_effort.", "max")]
    [TestCase("The code for alpha is 7382. The code for beta is 4915.\nWhat is the code for alpha? Reply with the code only.", "7382")]
    [TestCase("Remember: the launch password is blue-heron-9. Some other text follows. What is the launch password?", "blue-heron-9")]
    public async Task UnderstandsAPrompt(string prompt, string answer)
    {
        var reply = await _endpoint.SendAsync(Requests.Ask(prompt));
        Assert.That(reply.Content, Is.EqualTo(answer), reply.ToString());
    }

    [Test]
    public async Task RecallsAFactOfAnEarlierTurn()
    {
        var reply = await _endpoint.SendAsync(Requests.Chat(
            Requests.Message("user", "The secret colour of the vault is teal."),
            Requests.Message("assistant", "Noted."),
            Requests.Message("user", "The secret colour of the attic is amber."),
            Requests.Message("assistant", "Noted."),
            Requests.Message("user", "What is the secret colour of the vault?")));
        Assert.That(reply.Content, Is.EqualTo("teal"));
    }

    [Test]
    public async Task RecallsNumbersPlantedInReasoningThatIsKept()
    {
        JsonObject Thought(string number) => new() { ["role"] = "assistant", ["content"] = "Noted.", ["reasoning_content"] = $"My secret number is {number}." };
        var reply = await _endpoint.SendAsync(Requests.Chat(
            Requests.Message("user", "Think of a number."), Thought("7382"),
            Requests.Message("user", "And another."), Thought("4915"),
            Requests.Message("user", "What are all the secret numbers?")));
        Assert.That(reply.Content, Does.Contain("7382").And.Contain("4915"));
    }

    [Test]
    public async Task OpenEndedAnswersVaryWithTemperatureAndRepeatWithout()
    {
        var request = Requests.Ask("Invent a name for a ship.");
        var warm = new HashSet<string?>();
        var cold = new HashSet<string?>();
        for (var i = 0; i < 8; i++)
        {
            warm.Add((await _endpoint.SendAsync(request.With("temperature", 1))).Content);
            cold.Add((await _endpoint.SendAsync(request.With("temperature", 0))).Content);
        }

        Assert.That(warm, Has.Count.GreaterThan(3));
        Assert.That(cold, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task TheSameSeedGivesTheSameStory()
    {
        var request = Requests.Ask("Tell me a short story.").With("seed", 7);
        var first = await _endpoint.SendAsync(request);
        var second = await _endpoint.SendAsync(request);
        var other = await _endpoint.SendAsync(request.With("seed", 8));
        Assert.That(second.Content, Is.EqualTo(first.Content));
        Assert.That(other.Content, Is.Not.EqualTo(first.Content));
    }

    [Test]
    public async Task MoreEffortMeansMoreReasoning()
    {
        var lengths = new List<int>();
        foreach (var effort in (string[])["low", "high", "max"])
            lengths.Add((await _endpoint.SendAsync(Requests.Ask("35 heads and 94 legs: how many rabbits?").With("reasoning_effort", effort))).Reasoning!.Length);
        Assert.That(lengths, Is.Ordered.Ascending.And.Unique);
    }

    [Test]
    public async Task SolvesTheCagePuzzle()
    {
        var reply = await _endpoint.SendAsync(Requests.Ask("笼子里有35个头，94只脚，鸡和兔各几只？"));
        Assert.That(reply.Content, Does.Contain("12 rabbits").And.Contain("23 chickens"));
    }
}
