using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Agents.Loop;

/// <summary>
/// An episode on the disk, one JSON object a line: first what identifies the episode, then each finished step. A step counts
/// only when its line is complete; a line torn by a crash is dropped.
/// </summary>
internal sealed class StepJournal : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream? _file;

    private readonly Func<string, string> _redact;

    private StepJournal(FileStream? file, Func<string, string> redact, IReadOnlyList<AgentStep> existing)
    {
        _file = file;
        _redact = redact;
        Existing = existing;
    }

    /// <summary>The finished steps of an interrupted run of the same episode.</summary>
    public IReadOnlyList<AgentStep> Existing { get; }

    /// <summary>Opens or creates the journal. A journal of another episode, or one that cannot be read, is started anew: it saves work and proves nothing.</summary>
    /// <param name="path">The file, or <see langword="null"/> to keep nothing. Its folder is made.</param>
    /// <param name="identity">What the episode is; see <see cref="Evaluation.Trials.ConfigurationHash"/>.</param>
    /// <param name="redact">Removes secrets from each line.</param>
    public static StepJournal Open(string? path, string identity, Func<string, string> redact)
    {
        if (path is null)
            return new(null, redact, []);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var steps = Read(file, identity, out var end);
        file.SetLength(end);
        file.Seek(end, SeekOrigin.Begin);
        var journal = new StepJournal(file, redact, steps);
        if (end == 0)
            journal.Write(new Head(identity));
        return journal;
    }

    /// <summary>Drops every step: the episode starts anew.</summary>
    public void Restart(string identity)
    {
        _file?.SetLength(0);
        Write(new Head(identity));
    }

    /// <summary>Appends a finished step; when this returns, the line is on the disk.</summary>
    public void Append(AgentStep step) => Write(step);

    public void Dispose() => _file?.Dispose();

    private void Write<T>(T line)
    {
        if (_file is null)
            return;
        _file.Write(Encoding.UTF8.GetBytes(_redact(JsonSerializer.Serialize(line, Options)) + "\n"));
        _file.Flush(flushToDisk: true);
    }

    private static List<AgentStep> Read(FileStream file, string identity, out long end)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var steps = new List<AgentStep>();
        end = 0;
        var first = true;
        foreach (var (text, after) in Lines(bytes))
        {
            try
            {
                if (first && JsonSerializer.Deserialize<Head>(text, Options)?.Episode != identity)
                    return [];
                if (!first)
                    steps.Add(JsonSerializer.Deserialize<AgentStep>(text, Options) ?? throw new JsonException("no step"));
            }
            catch (JsonException)
            {
                // What follows an unreadable line cannot be trusted; the steps before it can.
                return first ? [] : steps;
            }

            (first, end) = (false, after);
        }

        return steps;
    }

    private static IEnumerable<(string Text, long After)> Lines(byte[] bytes)
    {
        for (var start = 0; Array.IndexOf(bytes, (byte)'\n', start) is var newline and >= 0; start = newline + 1)
            yield return (Encoding.UTF8.GetString(bytes, start, newline - start), newline + 1);
    }

    private sealed record Head(string Episode);
}
