using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>The published cases, where the data beside the repository is there.</summary>
internal static class SharedCases
{
    public static byte[] Bytes()
    {
        var path = Path.Combine(RepositoryRoot.SharedData, "kvv-prompt-tokens", "cases.jsonl");
        if (!File.Exists(path))
            Assert.Ignore($"The published cases are not here: {Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}.");
        return File.ReadAllBytes(path);
    }
}
