using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Evaluation.Problems;

/// <summary>
/// Draws sets of competition-style problems from a seed. Whoever has the seed has the same set, so that two endpoints can be
/// compared item by item; another seed gives other numbers, so that nobody can prepare for it.
/// </summary>
public static class ProblemSet
{
    /// <summary>Version of the families and their numbers; a new one makes new items.</summary>
    public const int Version = 1;

    // A family with few cases may draw one again; then it draws anew.
    private const int AlwaysDrawn = 3;
    private const int MostDraws = 1_000;

    /// <summary>Number of families.</summary>
    public static int Families => ProblemCatalogue.All.Count;

    /// <summary>
    /// Draws a set: of every family so many problems of each difficulty, Chinese and English in turn. Sets of up to
    /// three of each begin, family by family, with the problems of the smaller ones.
    /// </summary>
    /// <param name="seed">The draw.</param>
    /// <param name="easy">Easy problems of each family, at least 0.</param>
    /// <param name="medium">Medium ones.</param>
    /// <param name="hard">Hard ones.</param>
    /// <exception cref="InvalidOperationException">A family has fewer problems of a difficulty than are asked for.</exception>
    /// <returns>Items with the members <c>family</c>, <c>difficulty</c>, <c>language</c>, <c>question</c> and <c>answer</c>.</returns>
    public static Dataset Draw(ulong seed, int easy, int medium, int hard)
    {
        var samples = new List<Sample>();
        for (var family = 0; family < Families; family++)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (difficulty, count) in (ReadOnlySpan<(Difficulty, int)>)[(Difficulty.Easy, easy), (Difficulty.Medium, medium), (Difficulty.Hard, hard)])
            {
                // What is drawn anew because it was drawn before must not depend on how many are asked for.
                for (var number = 0; number < Math.Max(count, AlwaysDrawn); number++)
                {
                    var item = Item(seed, family, difficulty, number, seen);
                    if (number < count)
                        samples.Add(item);
                }
            }
        }

        return new("generated-problems", string.Create(CultureInfo.InvariantCulture, $"{Version} seed {seed}"), samples);
    }

    private static Sample Item(ulong seed, int family, Difficulty difficulty, int number, HashSet<string> seen)
    {
        var kind = ProblemCatalogue.All[family];
        var problem = kind.Make(Dice(0), difficulty);
        for (var draw = 1; !seen.Add(problem.English); draw++)
        {
            if (draw == MostDraws)
                throw new InvalidOperationException($"The family {kind.Id} has too few {difficulty} problems for a set of this size.");
            problem = kind.Make(Dice(draw), difficulty);
        }

        var chinese = (family + (int)difficulty + number) % 2 == 1;
        var level = difficulty.ToString().ToLowerInvariant();
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Id}-{level}-{number + 1}");
        return new(id, new JsonObject
        {
            ["id"] = id,
            ["family"] = kind.Id,
            ["difficulty"] = level,
            ["language"] = chinese ? "zh" : "en",
            ["question"] = chinese ? problem.Chinese : problem.English,
            ["answer"] = problem.Answer.ToString(CultureInfo.InvariantCulture),
        });

        ProblemDice Dice(int draw) => ProblemDice.For("problems", Version, seed, kind.Id, difficulty, number, draw);
    }
}
