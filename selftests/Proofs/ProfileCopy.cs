using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>The profile file of a scenario: the shipped one, or a changed copy that is removed again.</summary>
internal sealed class ProfileCopy : IDisposable
{
    private readonly string? _folder;

    public ProfileCopy(Scenario scenario)
    {
        Path = System.IO.Path.Combine(RepositoryRoot.Path, "fixtures", "models", scenario.Profile + ".json");
        if (scenario.EditProfile is not { } edit)
            return;
        var profile = (JsonObject)JsonNode.Parse(File.ReadAllText(Path))!;
        edit(profile);
        _folder = Directory.CreateTempSubdirectory("kvv-profile-").FullName;
        Path = System.IO.Path.Combine(_folder, scenario.Profile + ".json");
        File.WriteAllText(Path, profile.ToJsonString());
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
