using Kvv.Evaluation.Problems.Algebra;
using Kvv.Evaluation.Problems.Lattice;
using static Kvv.SelfTests.Reasoning.Problems.BruteForce;

namespace Kvv.SelfTests.Reasoning.Problems;

/// <summary>Lattice geometry by testing every point, algebra by multiplying out.</summary>
internal static class FigureCounts
{
    public static IReadOnlyList<BruteForce> All { get; } =
    [
        Of(new TriangleInterior(), c =>
        {
            long inside = 0;
            for (var x = 0; x <= 30; x++)
            {
                for (var y = 0; y <= 30; y++)
                {
                    int[] sides = [Side(c.Ax, c.Ay, c.Bx, c.By, x, y), Side(c.Bx, c.By, c.Cx, c.Cy, x, y), Side(c.Cx, c.Cy, c.Ax, c.Ay, x, y)];
                    inside += sides.All(s => s > 0) || sides.All(s => s < 0) ? 1 : 0;
                }
            }

            return inside;
        }),
        Of(new CirclePoints(), c => Pairs(-25, 25, -25, 25, (x, y) => (x * x) + (y * y) <= c.Square)),
        Of(new GridSquares(), c =>
        {
            // Every corner and every direction of a side; each square is met once by turning left only from directions up to the vertical.
            long squares = 0;
            for (var dx = 1; dx <= c.Width; dx++)
            {
                for (var dy = 0; dy <= c.Height; dy++)
                    squares += Pairs(0, c.Width, 0, c.Height, (x, y) => x + dx <= c.Width && y + dy <= c.Height && x - dy >= 0 && y + dx <= c.Height && x + dx - dy >= 0 && y + dy + dx <= c.Height);
            }

            return squares;
        }),
        Of(new VisiblePoints(), c => Pairs(1, c.Width, 1, c.Height, (x, y) => Gcd(x, y) == 1)),
        Of(new PiercedCubes(), c =>
        {
            // The places where the diagonal crosses a wall, as fractions of its length.
            var crossings = new HashSet<long>();
            long all = (long)c.X * c.Y * c.Z;
            foreach (var size in (int[])[c.X, c.Y, c.Z])
                crossings.UnionWith(Enumerable.Range(1, size).Select(k => all / size * k));
            return crossings.Count;
        }),
        Of(new OctahedronPoints(), c =>
        {
            long points = 0;
            for (var z = -c.Radius; z <= c.Radius; z++)
                points += Pairs(-c.Radius, c.Radius, -c.Radius, c.Radius, (x, y) => Math.Abs(x) + Math.Abs(y) + Math.Abs(z) <= c.Radius);
            return points;
        }),
        Of(new PowerSums(), c =>
        {
            // The trace of the power of the companion matrix.
            long[,] companion = { { c.E1, -c.E2, c.E3 }, { 1, 0, 0 }, { 0, 1, 0 } }, power = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
            for (var k = 0; k < c.Power; k++)
            {
                var product = new long[3, 3];
                for (var cell = 0; cell < 27; cell++)
                    product[cell / 9, cell / 3 % 3] += power[cell / 9, cell % 3] * companion[cell % 3, cell / 3 % 3];
                power = product;
            }

            return power[0, 0] + power[1, 1] + power[2, 2];
        }),
        Of(new PolynomialRemainder(), c =>
        {
            // x^n = p x + q, multiplied by x again and again: x^2 = (a + b) x - a b.
            long p = 1, q = 0;
            for (var n = 1; n < c.Power; n++)
                (p, q) = ((p * (c.A + c.B)) + q, -p * c.A * c.B);
            return (p * c.Point) + q;
        }),
        Of(new ProductCoefficient(), c =>
        {
            long[] product = [1];
            foreach (var slope in Enumerable.Repeat(c.A, c.N).Concat(Enumerable.Repeat(c.B, c.M)))
                product = [.. Enumerable.Range(0, product.Length + 1).Select(k => (k < product.Length ? product[k] : 0) + (k > 0 ? slope * product[k - 1] : 0))];
            return product[c.Term];
        }),
        Of(new NextValue(), c => (c.A * c.Point * c.Point * c.Point) + (c.B * c.Point * c.Point) + (c.C * c.Point) + c.D),
    ];

    private static int Side(int ax, int ay, int bx, int by, int x, int y) => Math.Sign(((bx - ax) * (y - ay)) - ((x - ax) * (by - ay)));

    private static long Pairs(int left, int right, int bottom, int top, Func<int, int, bool> condition)
    {
        long count = 0;
        for (var x = left; x <= right; x++)
        {
            for (var y = bottom; y <= top; y++)
                count += condition(x, y) ? 1 : 0;
        }

        return count;
    }
}
