using System.Text;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>Changes that several stream faults make.</summary>
internal static class FrameEdit
{
    /// <summary>The tool-call entries of all deltas, in order.</summary>
    public static IEnumerable<JsonObject> Calls(List<SseFrame> frames) =>
        frames.Select(f => f.Delta?["tool_calls"]).OfType<JsonArray>().SelectMany(a => a).OfType<JsonObject>();

    /// <summary>Drops the second half: what is left has neither reason nor terminator.</summary>
    public static void CutInTheMiddle(List<SseFrame> frames)
    {
        var end = frames.FindIndex(f => f.Finishes);
        var kept = Math.Max(1, (end < 0 ? frames.Count : end) / 2);
        frames.RemoveRange(kept, frames.Count - kept);
    }

    /// <summary>An error object in place of a chunk.</summary>
    public static SseFrame Error(string type, string message) => new()
    {
        Chunk = new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = 502 },
            ["choices"] = new JsonArray(),
        },
    };

    /// <summary>Puts the argument fragments of each call into its first delta with arguments.</summary>
    public static void JoinArguments(List<SseFrame> frames)
    {
        JsonObject? target = null;
        for (var i = 0; i < frames.Count; i++)
        {
            if (Entry(frames[i]) is not { } entry || (string?)entry["function"]!["arguments"] is not { Length: > 0 } fragment)
                continue;
            if (target is null || (int)target["index"]! != (int)entry["index"]!)
            {
                target = entry;
                continue;
            }

            target["function"]!["arguments"] = (string?)target["function"]!["arguments"] + fragment;
            frames.RemoveAt(i--);
        }
    }

    /// <summary>Sends the last character of each function name in a delta of its own.</summary>
    public static void SplitNames(List<SseFrame> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (Entry(frames[i]) is not { } entry || (string?)entry["function"]!["name"] is not { Length: > 1 } name)
                continue;
            var rest = (JsonObject)frames[i].Chunk!.DeepClone();
            entry["function"]!["name"] = name[..^1];
            rest["choices"]![0]!["delta"]!["tool_calls"]![0] = new JsonObject { ["index"] = entry["index"]!.DeepClone(), ["function"] = new JsonObject { ["name"] = name[^1..] } };
            frames.Insert(++i, new() { Chunk = rest, IsToken = true });
        }
    }

    /// <summary>Cuts each chunk's text inside its characters beyond ASCII and decodes the halves alone, as a server does that decodes token bytes one by one.</summary>
    public static void SplitCharacters(List<SseFrame> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames[i].Delta is not { } delta || delta.FirstOrDefault(m => m.Value is JsonValue v && v.TryGetValue<string>(out var s) && s.Any(c => c > 127)) is not { Key: { } key, Value: { } value })
                continue;
            var bytes = Encoding.UTF8.GetBytes((string)value!);
            var cut = Array.FindIndex(bytes, b => b > 127) + 1;
            var rest = (JsonObject)frames[i].Chunk!.DeepClone();
            delta[key] = Encoding.UTF8.GetString(bytes[..cut]);
            rest["choices"]![0]!["delta"]![key] = Encoding.UTF8.GetString(bytes[cut..]);
            frames.Insert(++i, new() { Chunk = rest, IsToken = true });
        }
    }

    private static JsonObject? Entry(SseFrame frame) => frame.Delta?["tool_calls"] is JsonArray { Count: > 0 } calls ? calls[0] as JsonObject : null;
}
