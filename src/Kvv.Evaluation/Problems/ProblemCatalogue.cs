using Kvv.Evaluation.Problems.Algebra;
using Kvv.Evaluation.Problems.Chance;
using Kvv.Evaluation.Problems.Combinatorics;
using Kvv.Evaluation.Problems.Lattice;
using Kvv.Evaluation.Problems.NumberTheory;
using Kvv.Evaluation.Problems.Sequences;

namespace Kvv.Evaluation.Problems;

/// <summary>Every family, in the order in which sets are drawn. Adding one at the end leaves the draws of the others as they are.</summary>
internal static class ProblemCatalogue
{
    public static IReadOnlyList<IProblemFamily> All { get; } =
    [
        new DivisorCount(),
        new PowerRemainder(),
        new SimultaneousRemainders(),
        new CoprimeCount(),
        new FactorialZeros(),
        new DigitSums(),
        new MultiplicativeOrder(),
        new UnpayableAmounts(),
        new SquareRootsModulo(),
        new DivisorGcdSum(),
        new UnitFractionPairs(),
        new SquareDifferences(),
        new CappedSums(),
        new FixedPoints(),
        new ApartLetters(),
        new AvoidingPaths(),
        new RunFreeStrings(),
        new RingColourings(),
        new Necklaces(),
        new FilledBoxes(),
        new BoardTilings(),
        new RectanglesAvoidingCell(),
        new MixedCommittees(),
        new ExactPartitions(),
        new StrictLeads(),
        new RecurrenceRemainder(),
        new MultiplesSum(),
        new DecimalPeriod(),
        new FloorSum(),
        new LastSurvivor(),
        new TriangleInterior(),
        new CirclePoints(),
        new GridSquares(),
        new VisiblePoints(),
        new PiercedCubes(),
        new OctahedronPoints(),
        new DiceSum(),
        new UrnDraw(),
        new HeadsRun(),
        new WalkHome(),
        new PowerSums(),
        new PolynomialRemainder(),
        new ProductCoefficient(),
        new NextValue(),
    ];
}
