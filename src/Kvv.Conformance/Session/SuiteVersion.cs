using System.Reflection;
using System.Runtime.InteropServices;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Session;

/// <summary>Which build this is.</summary>
public static class SuiteVersion
{
    /// <summary>Name, version and commit, from the assembly's informational version (<c>0.1.0+commit</c>).</summary>
    public static SuiteInfo Current { get; } = Read();

    private static SuiteInfo Read()
    {
        var text = typeof(SuiteVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var parts = text.Split('+', 2);
        return new("Kvv.Conformance", parts[0], parts.Length > 1 ? parts[1] : "unknown")
        {
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})",
        };
    }
}
