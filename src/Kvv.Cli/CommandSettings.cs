using Kvv.Conformance.Settings;

namespace Kvv.Cli;

/// <summary>The settings of a command: what stands on its command line, over the environment.</summary>
internal static class CommandSettings
{
    /// <summary>Reads them.</summary>
    /// <param name="fixtures">The fixtures folder; its parent is the repository.</param>
    /// <param name="given">Values by variable; <see langword="null"/> for what was left out.</param>
    public static ConformanceSettings Read(string fixtures, Dictionary<string, string?> given)
    {
        var environment = SettingsReader.ProcessEnvironment().ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        foreach (var (variable, value) in given)
        {
            if (value is not null)
                environment[variable] = value;
        }

        return new SettingsReader(new Dictionary<string, string>(), environment, Path.GetDirectoryName(fixtures)!).Read();
    }
}
