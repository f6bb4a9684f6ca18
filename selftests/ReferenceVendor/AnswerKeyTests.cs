using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Answer keys are found by the question's text and answered with the skill asked for.</summary>
[TestFixture]
public sealed class AnswerKeyTests
{
    private string _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"kvv-key-{Guid.NewGuid():n}");
        Directory.CreateDirectory(Path.Combine(_folder, "deep"));
        File.WriteAllLines(Path.Combine(_folder, "deep", "items.jsonl"), Enumerable.Range(0, 200).Select(i => $$"""{"id":{{i}},"question":"Riddle {{i}}: how many?","reply":"Answer: {{i}}"}"""));
        File.WriteAllText(Path.Combine(_folder, "other.jsonl"), """{"name":"no key at all"}""" + "\n" + """{"question":"Which side?","reply":"left","wrong":"right"}""" + "\n");
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task FullSkillAnswersEveryQuestion()
    {
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), AnswerKeyFolders = [_folder] });
        foreach (var i in (int[])[0, 1, 17, 199])
            Assert.That((await endpoint.SendAsync(Requests.Ask($"Please solve.\nRiddle {i}: how many?\nThink first."))).Content, Is.EqualTo($"Answer: {i}"));
    }

    [Test]
    public async Task HalfSkillAnswersAboutHalfAndEveryEpochAlike()
    {
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), AnswerKeyFolders = [_folder], Skill = 0.5 });
        var right = 0;
        for (var i = 0; i < 200; i++)
        {
            var first = await endpoint.SendAsync(Requests.Ask($"Riddle {i}: how many?").With("seed", 1));
            var second = await endpoint.SendAsync(Requests.Ask($"Riddle {i}: how many?").With("seed", 2));
            Assert.That(second.Content, Is.EqualTo(first.Content));
            right += first.Content == $"Answer: {i}" ? 1 : 0;
        }

        Assert.That(right, Is.InRange(70, 130));
    }

    [Test]
    public async Task NoSkillGivesTheWrongReply()
    {
        await using var endpoint = await Endpoint.StartAsync(new() { ProfilePath = Endpoint.Profile("kimi-k3"), AnswerKeyFolders = [_folder], Skill = 0 });
        Assert.That((await endpoint.SendAsync(Requests.Ask("Which side?"))).Content, Is.EqualTo("right"));
        Assert.That((await endpoint.SendAsync(Requests.Ask("Riddle 7: how many?"))).Content, Is.EqualTo("Answer: 8"));
    }
}
