using Kvv.Evaluation.Problems.Chance;
using Kvv.Evaluation.Problems.Combinatorics;
using static Kvv.SelfTests.Reasoning.Problems.BruteForce;

namespace Kvv.SelfTests.Reasoning.Problems;

/// <summary>Combinatorics and probability by listing every arrangement.</summary>
internal static class ArrangementCounts
{
    public static IReadOnlyList<BruteForce> All { get; } =
    [
        Of(new CappedSums(), c => Words(c.Terms, c.Cap + 1, w => w.Sum() == c.Total)),
        Of(new FixedPoints(), c => Permutations([.. Enumerable.Range(0, c.Size)], 0, p => p.Index().Count(i => i.Index == i.Item) == c.Fixed)),
        Of(new ApartLetters(), c => Words(c.A + c.B + c.C, 3, w =>
            w.Count(l => l == 0) == c.A && w.Count(l => l == 1) == c.B && !w.Zip(w.Skip(1)).Any(p => p is (0, 0)))),
        Of(new AvoidingPaths(), c => Paths(0, 0, c)),
        Of(new RunFreeStrings(), c => Words(c.Length, 2, w => LongestRun(w) < c.Run)),
        Of(new RingColourings(), c => Words(c.Length, c.Colours, w => !w.Index().Any(i => i.Item == w[(i.Index + 1) % w.Length]))),
        Of(new Necklaces(), c => Words(c.Beads, c.Colours, IsLeastRotation)),
        Of(new FilledBoxes(), c => Words(c.Balls, c.Boxes, w => w.Distinct().Count() == c.Boxes)),
        Of(new BoardTilings(), c => Tilings(new bool[2 * c.Length], 0, c.Length)),
        Of(new RectanglesAvoidingCell(), c =>
        {
            long count = 0;
            for (var top = 1; top <= c.Rows; top++)
            {
                for (var bottom = top; bottom <= c.Rows; bottom++)
                {
                    for (var left = 1; left <= c.Columns; left++)
                    {
                        for (var right = left; right <= c.Columns; right++)
                            count += top <= c.Row && c.Row <= bottom && left <= c.Column && c.Column <= right ? 0 : 1;
                    }
                }
            }

            return count;
        }),
        Of(new MixedCommittees(), c => Words(c.Women + c.Men, 2, w => w.Sum() == c.Seats && w.Take(c.Women).Sum() >= c.Least)),
        Of(new ExactPartitions(), c => Partitions(c.Number, c.Parts, c.Number)),
        Of(new StrictLeads(), c => Words(c.Winner + c.Loser, 2, w => w.Sum() == c.Loser && LeadsThroughout(w))),
        Of(new DiceSum(), c => Lowest(Words(c.Dice, c.Sides, w => w.Sum() + c.Dice == c.Sum), (long)Math.Pow(c.Sides, c.Dice))),
        Of(new UrnDraw(), c => Lowest(
            Words(c.Red + c.Blue, 2, w => w.Sum() == c.Drawn && w.Take(c.Red).Sum() == c.Wanted), Words(c.Red + c.Blue, 2, w => w.Sum() == c.Drawn))),
        Of(new HeadsRun(), c => Lowest(Words(c.Flips, 2, w => LongestRun(w) >= c.Run), 1L << c.Flips)),
        Of(new WalkHome(), c => Lowest(
            Words(c.Steps, 4, w => w.Count(s => s == 0) == w.Count(s => s == 1) && w.Count(s => s == 2) - w.Count(s => s == 3) == c.Bias), 1L << (2 * c.Steps))),
    ];

    private static long Permutations(int[] items, int from, Func<int[], bool> condition)
    {
        if (from == items.Length)
            return condition(items) ? 1 : 0;
        long count = 0;
        for (var i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            count += Permutations(items, from + 1, condition);
            (items[from], items[i]) = (items[i], items[from]);
        }

        return count;
    }

    private static long Paths(int x, int y, AvoidingPaths.Case c) =>
        x > c.Right || y > c.Up || (x == c.X && y == c.Y) ? 0
        : x == c.Right && y == c.Up ? 1
        : Paths(x + 1, y, c) + Paths(x, y + 1, c);

    private static int LongestRun(int[] word)
    {
        int longest = 0, now = 0;
        foreach (var symbol in word)
            longest = Math.Max(longest, now = symbol == 1 ? now + 1 : 0);
        return longest;
    }

    private static bool IsLeastRotation(int[] word)
    {
        var text = string.Concat(word);
        return Enumerable.Range(1, word.Length - 1).All(k => string.CompareOrdinal(text, text[k..] + text[..k]) <= 0);
    }

    private static long Tilings(bool[] covered, int cell, int length)
    {
        while (cell < covered.Length && covered[cell])
            cell++;
        if (cell == covered.Length)
            return 1;
        // Cells column by column: the other cell of the column, and the one in the next column.
        covered[cell] = true;
        var count = Tilings(covered, cell + 1, length);
        foreach (var other in (int[])[cell % 2 == 0 ? cell + 1 : -1, cell + 2])
        {
            if (other < 0 || other >= covered.Length || covered[other])
                continue;
            covered[other] = true;
            count += Tilings(covered, cell + 1, length);
            covered[other] = false;
        }

        covered[cell] = false;
        return count;
    }

    private static long Partitions(int number, int parts, int most) => parts == 0
        ? number == 0 ? 1 : 0
        : Enumerable.Range(1, Math.Max(0, Math.Min(most, number))).Sum(first => Partitions(number - first, parts - 1, first));

    private static bool LeadsThroughout(int[] word)
    {
        var lead = 0;
        return word.All(ballot => (lead += ballot == 0 ? 1 : -1) > 0);
    }
}
