using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>A committed file that is generated from data: it is compared, or rewritten where someone asks for that.</summary>
internal static class GeneratedFile
{
    private const string Switch = "KVV_UPDATE_GENERATED";

    /// <summary>Fails when the file differs from what it should be; rewrites it instead when the environment says so outside of CI.</summary>
    public static void MustBe(string path, string text)
    {
        if (MayRewrite(Environment.GetEnvironmentVariable(Switch), Environment.GetEnvironmentVariable("CI")))
        {
            // Other tests read it meanwhile: it appears whole.
            File.WriteAllText($"{path}.new", text);
            File.Move($"{path}.new", path, overwrite: true);
        }

        Assert.That(Difference(path, text), Is.Null);
    }

    /// <summary>Whether the switch is on, and this is no build server: there a stale file must fail.</summary>
    public static bool MayRewrite(string? update, string? ci) => update == "1" && string.IsNullOrEmpty(ci);

    /// <summary>What a person reads about a stale file, or <see langword="null"/> when it is current. A checkout may have changed line ends.</summary>
    public static string? Difference(string path, string text)
    {
        var name = Path.GetFileName(path);
        var advice = $"Run this test with {Switch}=1 to write it anew, and commit it.";
        if (!File.Exists(path))
            return $"{name} is missing. {advice}";
        var (found, wanted) = (File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), text.Split('\n'));
        if (found.SequenceEqual(wanted))
            return null;
        var line = found.Zip(wanted).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{name} is stale from line {line + 1}: '{found.ElementAtOrDefault(line)}' should be '{wanted.ElementAtOrDefault(line)}'. {advice}";
    }
}
