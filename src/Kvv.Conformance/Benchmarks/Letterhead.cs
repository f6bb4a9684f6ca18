using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Benchmarks;

/// <summary>
/// A line at the head of a conversation whose items are fixed, drawn from the seed: it says nothing that bears on the task, and
/// a store of answers to the published items finds none of them. The published seed draws no line, so that the items stand as
/// they are published.
/// </summary>
internal static class Letterhead
{
    private static readonly string[] Things =
    [
        "amber", "anchor", "arrow", "autumn", "bamboo", "basket", "beacon", "birch", "bridge", "candle", "canyon", "cedar", "cherry", "cloud", "clover", "copper",
        "coral", "cotton", "crystal", "dolphin", "eagle", "ember", "falcon", "feather", "fern", "garden", "ginger", "granite", "harbour", "hazel", "heron", "island",
        "ivory", "jasmine", "juniper", "kettle", "lagoon", "lantern", "lemon", "linen", "maple", "marble", "meadow", "mirror", "mountain", "nutmeg", "ocean", "olive",
        "orchid", "otter", "pebble", "pepper", "pine", "prairie", "quartz", "raven", "river", "saffron", "silver", "spruce", "tulip", "velvet", "walnut", "willow",
    ];

    private static readonly string[] ChineseThings =
    [
        "琥珀", "竹林", "灯塔", "白桦", "石桥", "烛光", "峡谷", "樱桃", "云海", "红铜", "珊瑚", "水晶", "海豚", "羽毛", "花园", "港口",
        "象牙", "茉莉", "湖泊", "灯笼", "柠檬", "枫叶", "草地", "镜子", "高山", "橄榄", "兰花", "胡椒", "松树", "河流", "银杏", "核桃",
    ];

    private static readonly string[] Lines =
    [
        "This chat is filed under {0} {1} {2}.", "Workspace: {0} {1}. Room: {2}.", "Title of this thread: {0}, {1} and {2}.", "You are in the {0} {1} team, at the {2} desk.",
        "The name of this chat is {0} {1} {2}.", "Board {0}, list {1}, card {2}.", "Opened from the page {0} {1} {2}.", "Group {0} {1}, pinned as {2}.",
    ];

    private static readonly string[] ChineseLines =
    [
        "本次对话归在“{0}{1}{2}”之下。", "工作区:{0}{1};房间:{2}。", "对话标题:{0}、{1}与{2}。", "你在{0}{1}小组的{2}工位。",
    ];

    /// <summary>Puts the line at the end of the system message, or before the conversation where it has none.</summary>
    /// <param name="messages">The conversation; it is not changed.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="item">What the line belongs to: the same for every request whose prompts are compared.</param>
    public static JsonArray On(JsonArray messages, ulong seed, string item)
    {
        if (seed == ConformanceSettings.DefaultSeed)
            return messages;
        var headed = (JsonArray)messages.DeepClone();
        var line = Draw(seed, item);
        if (headed is [JsonObject first, ..] && (string?)first["role"] == "system" && first["content"] is JsonValue text)
            first["content"] = (string?)text is { Length: > 0 } said ? $"{said}\n\n{line}" : line;
        else
            headed.Insert(0, new JsonObject { ["role"] = "system", ["content"] = line });
        return headed;
    }

    /// <summary>What a conversation is known by over all its turns: its first user message.</summary>
    public static string ItemOf(JsonArray messages) => messages.OfType<JsonObject>().FirstOrDefault(m => (string?)m["role"] == "user")?["content"] switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var parts => parts.ToJsonString(),
    };

    private static string Draw(ulong seed, string item)
    {
        var dice = new SplitMix64(ScheduleSeed.From(string.Create(CultureInfo.InvariantCulture, $"letterhead|2|{seed}|{item}")));
        // In the language of the conversation, so that it does not turn the answer to another.
        var (lines, things) = item.Any(c => c is >= '\u4e00' and <= '\u9fff') ? (ChineseLines, ChineseThings) : (Lines, Things);
        var line = lines[dice.NextBelow(lines.Length)];
        var named = Enumerable.Range(0, 3).Select(_ => things[dice.NextBelow(things.Length)]).ToArray<object?>();
        return string.Format(CultureInfo.InvariantCulture, line, named);
    }
}
