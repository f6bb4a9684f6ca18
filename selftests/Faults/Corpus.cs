using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>The research page behind the catalogue. It lies beside the repository and is absent on most machines.</summary>
internal static partial class Corpus
{
    /// <summary>The whole page; a test that needs it is ignored where it is absent.</summary>
    public static string Text()
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "research", "field-faults.md"));
        if (!File.Exists(path))
            Assert.Ignore("The research page the catalogue was written from is not beside this repository.");
        return File.ReadAllText(path);
    }

    /// <summary>The rows of its fault tables, in order.</summary>
    public static IReadOnlyList<CorpusRow> Rows() =>
    [
        .. Text().Split('\n')
            .Where(line => FaultRow().IsMatch(line))
            .Select(line => Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).ToArray())
            .Select(cells => new CorpusRow(cells[0].Split(' ')[0], cells[4], cells[5], cells[6], cells[7])),
    ];

    [GeneratedRegex(@"^\| [a-z]{2}-")]
    private static partial Regex FaultRow();

    // A bar inside a cell is escaped there.
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}

/// <summary>The columns of a corpus row that the catalogue takes over.</summary>
internal sealed record CorpusRow(string Id, string Requests, string Severity, string Evidence, string Sources);
