using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>What is to be done at the end of a known conversation: calls, or words.</summary>
/// <param name="Calls">Names and arguments; empty when words are due.</param>
/// <param name="Say">The words.</param>
internal sealed record KeyedTurn(IReadOnlyList<(string Name, string Arguments)> Calls, string Say);

/// <summary>
/// The conversations this endpoint knows the next turn of. A conversation is known by its last user message and the number of
/// tool results after it.
/// </summary>
internal sealed class ConversationKey
{
    private readonly Dictionary<(string Ask, int Results), KeyedTurn> _turns = [];

    /// <summary>
    /// Reads every <c>*.jsonl</c> file under the folders, in ordinal order of their paths: lines with <c>messages</c> and a
    /// <c>key</c> that has <c>calls</c> or <c>say</c>. Other lines are no keys; of equal conversations the first counts.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">A folder is absent.</exception>
    /// <exception cref="InvalidDataException">A line is not JSON; the message names file and line.</exception>
    public static ConversationKey Load(IEnumerable<string> folders)
    {
        var key = new ConversationKey();
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                // Most files hold other things; a look at the text spares reading them as JSON.
                if (line.Contains("\"messages\"", StringComparison.Ordinal) && line.Contains("\"key\"", StringComparison.Ordinal))
                    key.Add(line, file, number);
            }
        }

        return key;
    }

    /// <summary>The turn that is due, or <see langword="null"/> when the conversation is not known.</summary>
    /// <param name="ask">The last user message.</param>
    /// <param name="results">Tool results after it.</param>
    public KeyedTurn? Find(string ask, int results) => _turns.GetValueOrDefault((ask, results));

    private void Add(string line, string file, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var messages = root.Items("messages").ToList();
            var last = messages.FindLastIndex(m => m.Text("role") == "user");
            if (last < 0 || messages[last].Text("content") is not { Length: > 0 } ask || !root.Has("key", out var key))
                return;
            var turn = new KeyedTurn([.. key.Items("calls").Select(Call)], key.Text("say") ?? "");
            if (turn.Calls.Count > 0 || turn.Say.Length > 0)
                _turns.TryAdd((ask, messages.Skip(last).Count(m => m.Text("role") == "tool")), turn);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}({number}): {e.Message}", e);
        }
    }

    private static (string Name, string Arguments) Call(JsonElement call) =>
        (call.Text("name") ?? "", call.Has("arguments", out var arguments) ? arguments.GetRawText() : "{}");
}
