using Kvv.Conformance.Session;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Lines that appear on the console at once, at the verbosity `dotnet test` has by default.</summary>
internal sealed class ConsoleOutput : IRunOutput
{
    public static ConsoleOutput Instance { get; } = new();

    public void Line(string line) => TestContext.Error.WriteLine(line);
}
