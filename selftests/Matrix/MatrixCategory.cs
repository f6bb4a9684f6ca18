namespace Kvv.SelfTests.Matrix;

/// <summary>The NUnit category of the whole fault matrix: minutes, so that it runs only where it is asked for.</summary>
internal static class MatrixCategory
{
    public const string Name = "FaultMatrix";
}
