using System.Text.RegularExpressions;

namespace Kvv.Agents.SweBench;

/// <summary>What a runner said of one test.</summary>
internal enum TestState
{
    Passed,
    Failed,
    Error,
    Skipped,

    /// <summary>It failed as its author expected, which counts as passed.</summary>
    ExpectedFailure,

    /// <summary>It passed although its author expected a failure.</summary>
    UnexpectedPass,
}

/// <summary>
/// Reads what test runners print. Names and states are taken as the harness of SWE-bench takes them, since the lists of an
/// instance hold the names that came out there: a pytest name ends at the first blank, a later line wins over an earlier one.
/// </summary>
internal static partial class TestLog
{
    /// <summary>pytest with <c>-rA</c> (<c>PASSED name</c>) and verbose (<c>name PASSED</c>), colours removed.</summary>
    public static Dictionary<string, TestState> Pytest(string log)
    {
        var states = new Dictionary<string, TestState>(StringComparer.Ordinal);
        foreach (var line in Colour().Replace(log, "").Split('\n'))
        {
            var words = line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || char.IsWhiteSpace(line[0]))
                continue;
            if (Word(words[0]) is { } first)
            {
                // "SKIPPED [3] file:line" counts skips and names no test.
                if (!(first == TestState.Skipped && words[1].StartsWith('[')))
                    states[words[1]] = first;
            }
            else if (Word(words[1]) is { } second)
                states[words[0]] = second;
        }

        return states;
    }

    /// <summary>As <see cref="Pytest"/>, with the folders of a path taken out of a parameter, since they differ between machines.</summary>
    public static Dictionary<string, TestState> PytestPaths(string log)
    {
        var states = new Dictionary<string, TestState>(StringComparer.Ordinal);
        foreach (var (name, state) in Pytest(log))
            states[PathParameter().Replace(name, "[/$1]")] = state;
        return states;
    }

    /// <summary>As <see cref="Pytest"/>, with the buttons that newer enumerations print by name given as numbers.</summary>
    public static Dictionary<string, TestState> PytestButtons(string log) =>
        Pytest(log.Replace("MouseButton.LEFT", "1", StringComparison.Ordinal).Replace("MouseButton.RIGHT", "3", StringComparison.Ordinal));

    /// <summary>Django's runner on unittest, verbosity 2: <c>name ... ok</c>, where words of the test itself may stand before <c>ok</c>.</summary>
    public static Dictionary<string, TestState> Django(string log)
    {
        const string Version = "--version is equivalent to version";
        var states = new Dictionary<string, TestState>(StringComparer.Ordinal);
        string? before = null;
        foreach (var line in log.Split('\n').Select(l => l.Trim()))
        {
            // This test prints over its own result; its line shows only that it ran through.
            if (line.Contains(Version, StringComparison.Ordinal))
                states[Version] = TestState.Passed;
            var dots = line.IndexOf(" ... ", StringComparison.Ordinal);
            if (dots >= 0)
                before = line[..dots];
            if (line.StartsWith("FAIL:", StringComparison.Ordinal) || line.StartsWith("ERROR:", StringComparison.Ordinal))
            {
                if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var kind, var name, ..])
                    states[name] = kind == "FAIL:" ? TestState.Failed : TestState.Error;
            }
            else if (Ending().Match(line) is { Success: true } end)
                states[end.Groups[1].Value] = end.Groups[2].Value switch { "FAIL" => TestState.Failed, "ERROR" => TestState.Error, "ok" or "OK" => TestState.Passed, _ => TestState.Skipped };
            else if (before is not null && line.StartsWith("ok", StringComparison.Ordinal))
                states[before] = TestState.Passed;
        }

        return states;
    }

    /// <summary>Sympy's own runner, verbose: <c>test_name ok</c>, <c>F</c> or <c>E</c>, and headings of failures.</summary>
    public static Dictionary<string, TestState> Sympy(string log)
    {
        var states = new Dictionary<string, TestState>(StringComparer.Ordinal);
        foreach (var line in log.Split('\n').Select(l => l.Trim()))
        {
            if (SympyFailure().Match(line) is { Success: true } failed)
                states[failed.Groups[1].Value] = TestState.Failed;
            else if (line.StartsWith("test_", StringComparison.Ordinal) && line.Split(' ') is [var name, .., var last] && last is "ok" or "F" or "E")
                states[name] = last switch { "ok" => TestState.Passed, "F" => TestState.Failed, _ => TestState.Error };
        }

        return states;
    }

    private static TestState? Word(string word) => word switch
    {
        "PASSED" => TestState.Passed,
        "FAILED" => TestState.Failed,
        "ERROR" => TestState.Error,
        "SKIPPED" => TestState.Skipped,
        "XFAIL" => TestState.ExpectedFailure,
        "XPASS" => TestState.UnexpectedPass,
        _ => null,
    };

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\[/(?!/)[^*\]]*?([^/*\]]*)\]$", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex PathParameter();

    [GeneratedRegex(@"^(.*?) \.\.\. {1,2}(ok|OK|FAIL|ERROR|skipped.*)$", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^_+ (\S+\.py:\S+) _+$", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex SympyFailure();
}
