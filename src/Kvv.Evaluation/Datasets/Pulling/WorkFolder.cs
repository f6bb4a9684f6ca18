using System.Text.Json;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>
/// Where a data set lies while it is fetched: <c>NAME.pull/</c> beside its final folder. It outlives an interruption; a lock
/// keeps a second pull out.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string StateFile = "pull.json";
    private const string LockFile = "pull.lock";

    private readonly FileStream _lock;
    private readonly string _final;
    private State _state;

    private WorkFolder(string path, string final, FileStream @lock, State state)
    {
        Path = path;
        _final = final;
        _lock = @lock;
        _state = state;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The revision that the pull began with; <see langword="null"/> before the first answer.</summary>
    public string? Revision
    {
        get => _state.Revision;
        set
        {
            if (_state.Revision == value)
                return;
            _state = _state with { Revision = value };
            Write(Path, _state);
        }
    }

    /// <summary>Opens or creates the folder. What was begun from another source is thrown away.</summary>
    /// <param name="final">The data set's folder.</param>
    /// <param name="source">Where the data set comes from, as text.</param>
    /// <exception cref="DatasetException">Another process is at it, or the folder cannot be written.</exception>
    public static WorkFolder Open(string final, string source)
    {
        var path = final + DatasetStore.WorkSuffix;
        FileStream file;
        try
        {
            Directory.CreateDirectory(path);
            file = new(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatasetException($"{path} cannot be written: {e.Message} Name another folder by the setting DatasetDirectory (KVV_DATASETS).", e);
        }
        catch (IOException e)
        {
            throw new DatasetException($"{path} cannot be used: {e.Message} Wait if another pull of this data set is running; else name another folder by the setting DatasetDirectory (KVV_DATASETS).", e);
        }

        var state = Read(path);
        if (state?.Source != source)
        {
            foreach (var old in Directory.EnumerateFiles(path).Where(f => System.IO.Path.GetFileName(f) != LockFile))
                File.Delete(old);
            state = new(source, null);
            Write(path, state);
        }

        return new(path, final, file, state);
    }

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Makes the folder the data set's own, with nothing in it but the files of the record.</summary>
    public void Finish(DatasetManifest manifest)
    {
        manifest.Write(Path);
        var kept = manifest.Files.Select(f => f.Name).Append(DatasetManifest.FileName).ToHashSet(StringComparer.Ordinal);
        Dispose();
        foreach (var file in Directory.EnumerateFiles(Path).Where(f => !kept.Contains(System.IO.Path.GetFileName(f))))
            File.Delete(file);
        var old = $"{_final}.{Guid.NewGuid():N}.old";
        var replaces = Directory.Exists(_final);
        if (replaces)
            Directory.Move(_final, old);
        Directory.Move(Path, _final);
        if (replaces)
            Directory.Delete(old, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    private static State? Read(string path)
    {
        try
        {
            var file = System.IO.Path.Combine(path, StateFile);
            return File.Exists(file) ? JsonSerializer.Deserialize<State>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            // Torn by a crash: without it nothing is known of what lies here, so the pull begins anew.
            return null;
        }
    }

    private static void Write(string path, State state)
    {
        var part = System.IO.Path.Combine(path, StateFile + ".part");
        File.WriteAllText(part, JsonSerializer.Serialize(state));
        File.Move(part, System.IO.Path.Combine(path, StateFile), overwrite: true);
    }

    private sealed record State(string Source, string? Revision);
}
