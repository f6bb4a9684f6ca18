using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>A question with its right reply and, when one is given, a wrong one.</summary>
internal sealed record KeyedAnswer(string Question, string Reply, string? Wrong);

/// <summary>The questions this endpoint knows the answers to.</summary>
internal sealed class AnswerKey
{
    private readonly Dictionary<string, KeyedAnswer> _exact = new(StringComparer.Ordinal);
    private readonly List<KeyedAnswer> _longestFirst = [];

    private readonly Func<string, string?>? _drawn;

    private AnswerKey(IEnumerable<KeyedAnswer> answers, Func<string, string?>? drawn)
    {
        _drawn = drawn;
        foreach (var answer in answers)
        {
            if (_exact.TryAdd(answer.Question, answer))
                _longestFirst.Add(answer);
        }

        _longestFirst.Sort((a, b) => b.Question.Length.CompareTo(a.Question.Length));
    }

    /// <summary>Reads every <c>*.jsonl</c> file under the folders, in ordinal order of their paths; lines without question and reply are not keys.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="drawn">Replies to questions that no file holds; see <see cref="ReferenceOptions.Answers"/>.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is absent.</exception>
    /// <exception cref="InvalidDataException">A line is not JSON; the message names file and line.</exception>
    public static AnswerKey Load(IEnumerable<string> folders, Func<string, string?>? drawn = null) => new(
        from folder in folders
        from file in Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > 0
        let answer = Line(line.Text, file, line.Number)
        where answer is not null
        select answer, drawn);

    /// <summary>The longest known question that the text contains.</summary>
    public KeyedAnswer? Find(string ask) =>
        _exact.GetValueOrDefault(ask) ?? Drawn(ask) ?? _longestFirst.Find(a => ask.Contains(a.Question, StringComparison.Ordinal));

    private KeyedAnswer? Drawn(string ask) => _drawn?.Invoke(ask) is { } reply ? new(ask, reply, null) : null;

    private static KeyedAnswer? Line(string text, string file, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.Text("question") is { Length: > 0 } question && root.Text("reply") is { } reply
                ? new(question, reply, root.Text("wrong"))
                : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}({number}): {e.Message}", e);
        }
    }
}
