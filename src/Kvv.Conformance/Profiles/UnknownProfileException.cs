namespace Kvv.Conformance.Profiles;

/// <summary>No profile has the name asked for; the message lists the known ones and suggests the nearest.</summary>
public sealed class UnknownProfileException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="folder">The folder that was searched.</param>
    /// <param name="known">The names in it.</param>
    public UnknownProfileException(string name, string folder, IReadOnlyList<string> known)
        : base(Describe(name, folder, known))
    {
        Name = name;
        Known = known;
        Nearest = Spelling.Nearest(name, known);
    }

    /// <summary>The name asked for.</summary>
    public string Name { get; }

    /// <summary>The names that exist.</summary>
    public IReadOnlyList<string> Known { get; }

    /// <summary>The known name that looks most like the one asked for, or <see langword="null"/> when none does.</summary>
    public string? Nearest { get; }

    private static string Describe(string name, string folder, IReadOnlyList<string> known)
    {
        if (known.Count == 0)
            return $"There is no model profile '{name}': {folder} holds no profiles.";
        var hint = Spelling.Nearest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"There is no model profile '{name}'.{hint} Known profiles: {string.Join(", ", known)}. "
            + "A profile of your own is named by its path, ending in .json.";
    }
}
