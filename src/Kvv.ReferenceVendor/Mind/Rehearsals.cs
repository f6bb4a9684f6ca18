using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>One reply of a rehearsed episode.</summary>
/// <param name="Say">Words, or <see langword="null"/>.</param>
/// <param name="Calls">Calls: tool and arguments as JSON text.</param>
internal sealed record RehearsedReply(string? Say, IReadOnlyList<(string Tool, string Arguments)> Calls);

/// <summary>An agent task this endpoint has rehearsed: the opening words of the user and its replies, one after another.</summary>
/// <param name="Opening">The user's first message.</param>
/// <param name="Replies">With tools.</param>
/// <param name="Shell">The commands for the style without tools.</param>
internal sealed record Rehearsal(string Opening, IReadOnlyList<RehearsedReply> Replies, IReadOnlyList<string> Shell);

/// <summary>The agent tasks this endpoint can play, by the user's first message.</summary>
internal sealed class Rehearsals
{
    private readonly Dictionary<string, Rehearsal> _byOpening = new(StringComparer.Ordinal);

    private Rehearsals(IEnumerable<Rehearsal> rehearsals)
    {
        foreach (var rehearsal in rehearsals)
            _byOpening.TryAdd(rehearsal.Opening, rehearsal);
    }

    /// <summary>
    /// Reads <c>tasks.json</c> and <c>task.json</c> files under the folders: objects, or arrays of them, with <c>user</c> and
    /// <c>solution</c>. Other objects are left alone.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">A folder is absent.</exception>
    /// <exception cref="InvalidDataException">A file is not JSON; the message names it.</exception>
    public static Rehearsals Load(IEnumerable<string> folders) => new(
        from folder in folders
        from file in Directory.EnumerateFiles(folder, "task*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetFileName(file) is "tasks.json" or "task.json"
        from rehearsal in Read(file)
        select rehearsal);

    public Rehearsal? Find(string opening) => _byOpening.GetValueOrDefault(opening);

    private static List<Rehearsal> Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            var tasks = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
            return [.. tasks.Select(Task).OfType<Rehearsal>()];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    private static Rehearsal? Task(JsonElement task) =>
        task.Items("user").FirstOrDefault().Text("say") is { Length: > 0 } opening && task.Items("solution").Any()
            ? new(opening, [.. task.Items("solution").Select(Reply)], [.. task.Items("shell").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!)])
            : null;

    private static RehearsedReply Reply(JsonElement reply) =>
        new(reply.Text("say"), [.. reply.Items("calls").Select(c => (c.Text("tool") ?? "", c.Has("arguments", out var a) ? a.GetRawText() : "{}"))]);
}
