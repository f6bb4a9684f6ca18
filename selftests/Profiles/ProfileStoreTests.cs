using Kvv.Conformance.Profiles;
using NUnit.Framework;

namespace Kvv.SelfTests.Profiles;

/// <summary>Finding a profile by name or path.</summary>
[TestFixture]
internal sealed class ProfileStoreTests
{
    private string _folder = "";

    private static string Models => Path.Combine(RepositoryRoot.Path, "fixtures", "models");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("kvv-profiles-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase("kimi-k26", "kimi-k2.6")]
    [TestCase("Kimi-K3", "kimi-k3")]
    [TestCase("minimax-m2.5", "minimax-m2")]
    public void An_unknown_name_lists_the_known_ones_and_suggests_the_nearest(string name, string nearest)
    {
        var refusal = Assert.Throws<UnknownProfileException>(() => new ProfileStore(Models).Load(name))!;
        using var scope = Assert.EnterMultipleScope();
        Assert.That(refusal.Nearest, Is.EqualTo(nearest));
        Assert.That(refusal.Message, Does.Contain($"'{name}'").And.Contains($"Did you mean '{nearest}'?"));
        foreach (var known in new ProfileStore(Models).Names)
            Assert.That(refusal.Message, Does.Contain(known));
    }

    [Test]
    public void A_name_like_no_other_gets_the_list_and_no_guess()
    {
        var refusal = Assert.Throws<UnknownProfileException>(() => new ProfileStore(Models).Load("llama"))!;
        Assert.That(refusal.Nearest, Is.Null);
        Assert.That(refusal.Message, Does.Contain("Known profiles: generic-openai").And.Not.Contains("Did you mean"));
    }

    [Test]
    public void Adding_a_model_is_adding_a_file()
    {
        var text = File.ReadAllText(Path.Combine(Models, "kimi-k3.json")).Replace("\"kimi-k3\"", "\"my-model\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "my-model.json"), text);
        var store = new ProfileStore(_folder);
        Assert.That(store.Names, Is.EqualTo(new[] { "my-model" }));
        Assert.That(store.Load("my-model").Title, Is.EqualTo("Moonshot Kimi K3"));
        Assert.That(store.LoadAll().Single().Name, Is.EqualTo("my-model"));
    }

    [Test]
    public void Two_files_cannot_carry_one_name()
    {
        File.Copy(Path.Combine(Models, "kimi-k3.json"), Path.Combine(_folder, "kimi-k3.json"));
        File.Copy(Path.Combine(Models, "kimi-k3.json"), Path.Combine(_folder, "my-k3.json"));
        var refusal = Assert.Throws<ProfileException>(() => new ProfileStore(_folder).LoadAll())!;
        Assert.That(refusal.Message, Does.Contain("my-k3.json").And.Contains("$.name: is 'kimi-k3', but the file is called 'my-k3'"));
    }

    [Test]
    public void A_file_of_ones_own_may_have_any_file_name()
    {
        File.Copy(Path.Combine(Models, "kimi-k3.json"), Path.Combine(_folder, "draft.json"));
        Assert.That(new ProfileStore(Models).Load(Path.Combine(_folder, "draft.json")).Name, Is.EqualTo("kimi-k3"));
    }

    [Test]
    public void A_byte_order_mark_is_no_obstacle()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(Path.Combine(Models, "kimi-k3.json"))];
        File.WriteAllBytes(Path.Combine(_folder, "kimi-k3.json"), text);
        Assert.That(new ProfileStore(_folder).Load("kimi-k3").Name, Is.EqualTo("kimi-k3"));
    }

    [Test]
    public void A_path_without_a_file_is_named_in_full()
    {
        var path = Path.Combine(_folder, "absent.json");
        var refusal = Assert.Throws<FileNotFoundException>(() => new ProfileStore(Models).Load(path))!;
        Assert.That(refusal.Message, Does.Contain(path));
    }

    [Test]
    public void An_empty_folder_is_said_to_be_empty()
    {
        var refusal = Assert.Throws<UnknownProfileException>(() => new ProfileStore(_folder).Load("kimi-k3"))!;
        Assert.That(refusal.Message, Does.Contain("holds no profiles").And.Contains(_folder));
    }
}
