using System.Text;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;

namespace Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;

/// <summary>An item of MMMU-Pro: up to seven pictures, a question, up to ten options.</summary>
/// <param name="Question">With placeholders like <c>&lt;image 1&gt;</c>, which stay in the text.</param>
/// <param name="Options">A first.</param>
/// <param name="Answer">The letter of the right one.</param>
/// <param name="Subject">For example <c>Art_Theory</c>.</param>
/// <param name="Pictures">In order.</param>
internal sealed record MmmuProItem(string Question, IReadOnlyList<string> Options, string Answer, string Subject, IReadOnlyList<BlobReference> Pictures)
{
    private const int MostPictures = 7;

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">The item lacks what it needs.</exception>
    public static MmmuProItem Read(Sample sample)
    {
        var options = ReadOptions(sample);
        var answer = sample.Text("answer").Trim();
        if (answer.Length != 1 || answer[0] < 'A' || answer[0] >= 'A' + options.Count)
            throw new InvalidDataException($"Sample {sample.Id}: the answer \"{answer}\" is none of its {options.Count} options.");
        var pictures = Enumerable.Range(1, MostPictures).Select(i => BlobReference.From(sample.Data[$"image_{i}"])).OfType<BlobReference>().ToList();
        return new(sample.Text("question"), options, answer, (string?)sample.Data["subject"] ?? "(none)", pictures);
    }

    /// <summary>The text of the request: question, options by letter, and how to answer.</summary>
    public string Prompt()
    {
        var text = new StringBuilder(Question).Append('\n');
        for (var i = 0; i < Options.Count; i++)
            text.Append((char)('A' + i)).Append(". ").Append(Options[i]).Append('\n');
        return text.Append("\nWork through the problem step by step. Then end your reply with a last line of the form \"Answer: X\", where X is the letter of the option you settle on.").ToString();
    }

    private static IReadOnlyList<string> ReadOptions(Sample sample)
    {
        try
        {
            IReadOnlyList<string> options = sample.Data["options"] is JsonArray list ? [.. list.Select(o => o?.ToString() ?? "")] : PythonList.Parse(sample.Text("options"));
            return options.Count is >= 2 and <= 26 ? options : throw new InvalidDataException($"Sample {sample.Id}: {options.Count} options.");
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"Sample {sample.Id}: the options are no list. {e.Message}", e);
        }
    }
}
