using Kvv.Conformance.Gate;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Merging;

/// <summary>The run folders of all shards of one verification, checked to belong together.</summary>
internal sealed class ShardSet
{
    private readonly IReadOnlyList<(string Folder, RunRecord Record, ShardChoice Shard)> _shards;

    private ShardSet(IReadOnlyList<(string Folder, RunRecord Record, ShardChoice Shard)> shards) => _shards = shards;

    /// <summary>The records, by shard.</summary>
    public IReadOnlyList<RunRecord> Records => [.. _shards.Select(s => s.Record)];

    /// <summary>Whether the gate of every shard was open.</summary>
    public bool IsGateOpen => _shards.All(s => !File.Exists(Path.Combine(s.Folder, "gate.json")) || GateRecord.Read(Path.Combine(s.Folder, "gate.json")) is { Open: true });

    /// <summary>Reads and checks.</summary>
    /// <exception cref="InvalidDataException">They do not make one verification.</exception>
    public static ShardSet Read(IReadOnlyList<string> folders)
    {
        var found = new List<(string Folder, RunRecord Record, ShardChoice Shard)>();
        foreach (var folder in folders.SelectMany(Expand))
        {
            var record = RunRecord.TryRead(folder) ?? throw new InvalidDataException($"{folder} is no run folder: it holds no run.json that this version reads.");
            var shard = record.Shard is { } text ? ShardChoice.TryParse(text) : null;
            found.Add((folder, record, shard ?? throw new InvalidDataException($"{folder} is no shard: it was run without the setting Shard.")));
        }

        if (found.Count == 0)
            throw new InvalidDataException($"{string.Join(", ", folders)}: no run folders there.");
        var (firstFolder, first, _) = found[0];
        foreach (var (folder, record, _) in found.Skip(1).Where(s => s.Record.Fingerprint != first.Fingerprint))
        {
            var names = first.FingerprintParts.Keys.Union(record.FingerprintParts.Keys).Where(n => first.FingerprintParts.GetValueOrDefault(n) != record.FingerprintParts.GetValueOrDefault(n)).Order(StringComparer.Ordinal);
            throw new InvalidDataException($"{folder} and {firstFolder} measure different things: {string.Join(", ", names)} differ. Join only shards of one verification.");
        }

        var suite = $"{SuiteVersion.Current.Version}+{SuiteVersion.Current.Commit}";
        if (first.FingerprintParts.GetValueOrDefault("suite") != suite)
            throw new InvalidDataException($"The shards were run by suite {first.FingerprintParts.GetValueOrDefault("suite")}, this is {suite}. Join them with the version that ran them.");
        var count = found[0].Shard.Count;
        if (found.FirstOrDefault(s => s.Shard.Count != count) is { Folder: not null } other)
            throw new InvalidDataException($"{other.Folder} is shard {other.Shard}, but {firstFolder} is one of {count}.");
        if (found.GroupBy(s => s.Shard.Index).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"Shard {twice.Key}/{count} is there twice: {string.Join(" and ", twice.Select(s => s.Folder))}. Give only one of them.");
        var missing = Enumerable.Range(1, count).Except(found.Select(s => s.Shard.Index)).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"Of {count} shards {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.");
        return new([.. found.OrderBy(s => s.Shard.Index)]);
    }

    /// <summary>Puts journals, findings and evidence of all shards into one run folder.</summary>
    public void CopyInto(string target)
    {
        Directory.CreateDirectory(Path.Combine(target, "journal"));
        foreach (var (folder, _, shard) in _shards)
        {
            foreach (var journal in Files(Path.Combine(folder, "journal"), "*.jsonl", SearchOption.TopDirectoryOnly))
                AppendLines(journal, Path.Combine(target, "journal", Path.GetFileName(journal)));
            AppendLines(Path.Combine(folder, FindingJournal.File), Path.Combine(target, FindingJournal.File), line => line.Replace("\"evidence/", $"\"evidence/shard-{shard.Index}/", StringComparison.Ordinal));
            var evidence = Path.Combine(folder, "evidence");
            foreach (var file in Files(evidence, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, "evidence", $"shard-{shard.Index}", Path.GetRelativePath(evidence, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    private static IEnumerable<string> Expand(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"The folder {folder} does not exist.");
        return File.Exists(Path.Combine(folder, "run.json"))
            ? [Path.GetFullPath(folder)]
            : Directory.EnumerateFiles(folder, "run.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(Path.GetFullPath(f))!)
                .Where(d => new DirectoryInfo(d).LinkTarget is null && Path.GetFileName(d) != "latest").Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Files(string folder, string pattern, SearchOption option) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, option) : [];

    /// <summary>Appends the complete lines of a file; one that a crash has torn is left out.</summary>
    private static void AppendLines(string source, string target, Func<string, string>? change = null)
    {
        if (!File.Exists(source))
            return;
        using var reader = new StreamReader(new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        using var writer = new StreamWriter(target, append: true) { NewLine = "\n" };
        var line = reader.ReadLine();
        while (line is not null)
        {
            var next = reader.ReadLine();
            if (next is not null || EndsWithLine(source))
                writer.WriteLine(change is null ? line : change(line));
            line = next;
        }
    }

    private static bool EndsWithLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
