using System.Text;
using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>Where the cases come from: the user's own file first, else the pinned file and no other.</summary>
[TestFixture]
public sealed class PromptTokenSourceTests
{
    private const string Line = """{"id":"own","request":{},"expected_prompt_tokens":5}""";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task UsersFileIsTakenAsItIs()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Cases)!);
        await File.WriteAllTextAsync(Cases, Line);
        var source = new PromptTokenSource(_folder, (_, _) => throw new InvalidOperationException("Nothing needs to be fetched."));
        Assert.That((await source.LoadAsync()).Select(c => c.Id), Is.EqualTo(new[] { "own" }));
    }

    [Test]
    public async Task FetchedFileWithAnotherHashIsRefusedAndNotKept()
    {
        var source = new PromptTokenSource(_folder, (_, _) => Task.FromResult(Encoding.UTF8.GetBytes(Line)));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await source.LoadAsync());
        Assert.That(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task FetchedFileIsCheckedAndKept()
    {
        var published = SharedCases.Bytes();
        var asked = new List<Uri>();
        var source = new PromptTokenSource(_folder, (uri, _) =>
        {
            asked.Add(uri);
            return Task.FromResult(published);
        });
        var cases = await source.LoadAsync();
        await source.LoadAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cases, Has.Count.EqualTo(44));
            Assert.That(asked, Is.EqualTo(new[] { PromptTokenSource.Upstream }));
            Assert.That(await File.ReadAllBytesAsync(Cases), Is.EqualTo(published));
        }
    }

    private string Cases => Path.Combine(_folder, PromptTokenSource.RelativePath);
}
