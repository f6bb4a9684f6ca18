using System.Globalization;
using System.Text;

namespace Kvv.SelfTests.Detection;

/// <summary>Writes texts as models do: prose, lists, tables, code, JSON, Chinese, emoji. Equal seeds give equal texts.</summary>
internal sealed class HealthyTextGenerator(Random random)
{
    private static readonly string[] Nouns = ["river", "valley", "bridge", "harbour", "farmer", "engine", "signal", "garden", "winter", "table", "letter", "window"];
    private static readonly string[] Verbs = ["crosses", "follows", "builds", "carries", "remembers", "measures", "leaves", "opens", "repairs", "paints"];
    private static readonly string[] Adjectives = ["old", "quiet", "narrow", "bright", "heavy", "distant", "common", "early"];
    private static readonly string[] Chinese = ["河流", "山谷", "桥梁", "港口", "农民", "信号", "花园", "冬天", "流过", "连接", "测量", "因此", "但是", "安静的", "很", "也"];
    private static readonly string[] Emoji = ["👩‍🚀", "🌍", "👨‍👩‍👧‍👦", "🏳️‍🌈", "✅", "❤️", "𝛼", "🇳🇴"];

    /// <summary>A text of one to twelve sections.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        for (var sections = random.Next(1, 13); sections > 0; sections--)
            text.Append(Section()).Append("\n\n");
        return text.ToString().TrimEnd();
    }

    /// <summary>Between one and the given number of sentences.</summary>
    public string Prose(int most) => string.Join(' ', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Sentence()));

    private string Section() => random.Next(12) switch
    {
        0 => Heading(),
        1 => string.Join('\n', Enumerable.Range(1, random.Next(2, 60)).Select(i => $"{i}. {Sentence()}")),
        2 => string.Join('\n', Enumerable.Range(1, random.Next(2, 40)).Select(i => $"- [{(random.Next(2) == 0 ? "x" : " ")}] {Pick(Verbs)} the {Pick(Nouns)}")),
        3 => Table(),
        4 => Code(),
        5 => Json(),
        6 => string.Concat(Enumerable.Range(0, random.Next(4, 120)).Select(i => Pick(Chinese) + (i % 9 == 8 ? "，" : ""))) + "。",
        7 => Prose(3) + " " + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pick(Emoji))),
        8 => Matrix(),
        9 => Poem(),
        10 => Tree(),
        _ => Prose(14),
    };

    private string Sentence() =>
        $"The {Pick(Adjectives)} {Pick(Nouns)} {Pick(Verbs)} a {Pick(Nouns)}{(random.Next(3) == 0 ? $" near the {Pick(Adjectives)} {Pick(Nouns)}" : "")}{(random.Next(9) == 0 ? "!!!" : ".")}";

    private string Heading()
    {
        var title = $"{Pick(Adjectives)} {Pick(Nouns)}";
        return random.Next(3) switch
        {
            0 => $"## {title}\n\n---",
            1 => title + "\n" + new string(Pick(["=", "-", "~", "*", "─", "═"])[0], random.Next(3, 120)),
            _ => new string('#', random.Next(60, 100)) + "\n# " + title + "\n" + new string('#', random.Next(60, 100)),
        };
    }

    private string Table()
    {
        var width = random.Next(4, 180);
        var rows = Enumerable.Range(1, random.Next(1, 40)).Select(i => $"| {i} | {Fill(Sentence(), width)} |");
        return $"| n | {Fill("note", width)} |\n|---|{new string('-', width + 2)}|\n" + string.Join('\n', rows);
    }

    private static string Fill(string text, int width) => text.Length > width ? text[..width] : text.PadRight(width);

    private string Code()
    {
        var code = new StringBuilder("```python\n");
        for (var functions = random.Next(1, 12); functions > 0; functions--)
        {
            code.Append(new string('#', random.Next(20, 100))).Append('\n');
            code.Append(CultureInfo.InvariantCulture, $"def {Pick(Verbs)}_{Pick(Nouns)}_{random.Next(100)}({Pick(Nouns)}):\n");
            var depth = random.Next(1, 7);
            for (var level = 1; level <= depth; level++)
                code.Append(' ', 4 * level).Append(CultureInfo.InvariantCulture, $"if {Pick(Nouns)} > {random.Next(1000)}:\n");
            code.Append(' ', 4 * (depth + 1)).Append(CultureInfo.InvariantCulture, $"return {{\"{Pick(Nouns)}\": [0] * {random.Next(64)}}}\n\n\n");
        }

        return code.Append("```").ToString();
    }

    private string Json()
    {
        var rows = Enumerable.Range(1, random.Next(1, 80))
            .Select(i => $"  {{\n    \"id\": {i},\n    \"kind\": \"{Pick(Nouns)}\",\n    \"ok\": true,\n    \"parent\": null\n  }}");
        return "```json\n[\n" + string.Join(",\n", rows) + "\n]\n```";
    }

    private string Matrix()
    {
        var size = random.Next(2, 20);
        return string.Join('\n', Enumerable.Range(0, size).Select(_ => string.Join(' ', Enumerable.Repeat("0", size))));
    }

    private string Poem() =>
        string.Join("\n\n", Enumerable.Range(0, random.Next(2, 9)).Select(_ => $"{Sentence()}\n{Sentence()}\nand the river sang its song,\nand the river sang its song."));

    private string Tree() =>
        string.Join('\n', Enumerable.Range(0, random.Next(2, 40)).Select(i => Replies.Times("│   ", i % 7) + $"├── {Pick(Nouns)}{i}.txt"));

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
