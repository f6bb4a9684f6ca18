using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.LongOutput.Tasks;
using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput;

/// <summary>Draws long tasks of given lengths from a seed.</summary>
public static class LongOutputSet
{
    /// <summary>Version of the families; a new one makes new items.</summary>
    public const int Version = 1;

    // Digits and punctuation of these texts: two to three characters a token with the tokenizers of these models.
    private const double CharactersPerToken = 2.5;

    private static readonly IReadOnlyList<ILongFamily> Families =
    [
        new Recurrence(), new BaseTable(), new SortedMerge(), new EditedCopy(), new RuleEnumeration(), new JsonRecords(), new CodeListing(), new BracketStructures(), new InterleavedCounters(), new DateWalk(),
    ];

    /// <summary>Ids of the families.</summary>
    public static IReadOnlyList<string> FamilyIds { get; } = [.. Families.Select(f => f.Id)];

    /// <summary>Whether a message can be the prompt of a long task.</summary>
    /// <param name="text">The message.</param>
    public static bool IsPrompt(string text) => text.EndsWith(LongPrompt.End, StringComparison.Ordinal);

    /// <summary>One task of every family and length.</summary>
    /// <param name="seed">The draw.</param>
    /// <param name="tokens">Lengths of the outputs in tokens, about; each at least 100.</param>
    public static IReadOnlyList<LongTask> Tasks(ulong seed, params IReadOnlyList<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return [.. tokens.SelectMany(length => Families.Select(f => f.Make(ProblemDice.For("long-output", Version, seed, f.Id, length), (int)(length * CharactersPerToken))))];
    }

    /// <summary>The same tasks as a data set with the members <c>family</c>, <c>tokens</c>, <c>question</c> and <c>lines</c> (how many are planned).</summary>
    /// <inheritdoc cref="Tasks" path="/param"/>
    public static (Dataset Dataset, IReadOnlyDictionary<string, LongTask> Tasks) Draw(ulong seed, params IReadOnlyList<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var tasks = new Dictionary<string, LongTask>(StringComparer.Ordinal);
        var samples = new List<Sample>();
        foreach (var length in tokens)
        {
            foreach (var task in Tasks(seed, length))
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{task.Family}-{length}");
                tasks[id] = task;
                samples.Add(new(id, new JsonObject
                {
                    ["id"] = id,
                    ["family"] = task.Family,
                    ["tokens"] = length,
                    ["question"] = task.Prompt,
                    ["lines"] = task.Lines.Count,
                }));
            }
        }

        return (new("long-output", string.Create(CultureInfo.InvariantCulture, $"{Version} seed {seed}"), samples), tasks);
    }
}
