using System.Collections.Immutable;

namespace Kvv.Conformance.Profiles;

/// <summary>
/// The model profiles of a folder, one file each: adding a model is adding a file. Nothing is cached; a profile is read when it is asked for.
/// </summary>
/// <param name="folder">The folder, usually <c>fixtures/models</c>.</param>
public sealed class ProfileStore(string folder)
{
    private const string Extension = ".json";

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The names of the profiles in the folder, in ordinal order.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public ImmutableArray<string> Names =>
    [
        .. Directory.EnumerateFiles(Folder, "*" + Extension)
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a profile.</summary>
    /// <param name="nameOrPath">
    /// The name of a profile in the folder, or the path of a file of one's own. What ends in <c>.json</c> or holds a directory separator is a path.
    /// </param>
    /// <exception cref="UnknownProfileException">The folder has no profile of that name.</exception>
    /// <exception cref="FileNotFoundException">There is no file at that path.</exception>
    /// <exception cref="ProfileException">The profile is faulty; the exception lists everything that is wrong with it.</exception>
    public ModelProfile Load(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        if (IsPath(nameOrPath))
            return LoadFile(nameOrPath);

        // Names are compared by ordinal, so that a profile loads on every file system or on none.
        var names = Names;
        return names.Contains(nameOrPath, StringComparer.Ordinal)
            ? ReadFile(Path.Combine(Folder, nameOrPath + Extension), nameOrPath)
            : throw new UnknownProfileException(nameOrPath, Folder, names);
    }

    /// <summary>The file from which a profile is read; whether it exists is not checked.</summary>
    /// <param name="nameOrPath">As for <see cref="Load"/>.</param>
    public string PathOf(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        return IsPath(nameOrPath) ? Path.GetFullPath(nameOrPath) : Path.Combine(Folder, nameOrPath + Extension);
    }

    /// <summary>Reads every profile of the folder.</summary>
    /// <exception cref="ProfileException">A profile is faulty.</exception>
    public ImmutableArray<ModelProfile> LoadAll() => [.. Names.Select(Load)];

    private static bool IsPath(string text) =>
        text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
        || text.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || text.Contains(Path.AltDirectorySeparatorChar, StringComparison.Ordinal);

    private static ModelProfile LoadFile(string path)
    {
        var file = Path.GetFullPath(path);
        return File.Exists(file)
            ? ReadFile(file, null)
            : throw new FileNotFoundException($"There is no model profile at {file}.", file);
    }

    private static ModelProfile ReadFile(string file, string? name)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var utf8 = File.ReadAllBytes(file).AsMemory();
        return ProfileReader.Read(utf8.Span.StartsWith(mark) ? utf8[mark.Length..] : utf8, file, name);
    }
}
