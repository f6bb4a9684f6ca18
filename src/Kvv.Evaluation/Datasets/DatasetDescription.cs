using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Datasets;

/// <summary>Where a public data set comes from and what it must look like: one file in <c>fixtures/datasets/</c>.</summary>
public sealed record DatasetDescription
{
    /// <summary>Name on the command line and of its folder: lower-case letters, digits, <c>-</c> and <c>.</c></summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>A page about the data set.</summary>
    public required Uri Homepage { get; init; }

    /// <summary>The licence as its makers state it, or that they state none.</summary>
    public required string Licence { get; init; }

    /// <summary>Where it is fetched from.</summary>
    public required DatasetSource Source { get; init; }

    /// <summary>The file that holds the items, one JSON object a line.</summary>
    public string ItemsFile { get; init; } = "items.jsonl";

    /// <summary>How many items it must have, above 0.</summary>
    public required int Items { get; init; }

    /// <summary>The column whose value is an item's id; <see langword="null"/> when items are numbered from 0.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Columns that every item must have; others are kept as they are.</summary>
    public required IReadOnlyList<DatasetColumn> Columns { get; init; }

    /// <summary>What a reader should know, or <see langword="null"/>.</summary>
    public string? Note { get; init; }
}

/// <summary>A column that every item must have.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Type">Kind of the value.</param>
/// <param name="Optional">Whether the value may be null or absent.</param>
public sealed record DatasetColumn(string Name, ColumnType Type, bool Optional = false);

/// <summary>Kinds of values.</summary>
public enum ColumnType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A picture, kept beside the items under the hash of its bytes.</summary>
    Image,

    /// <summary>Whatever stands there.</summary>
    Any,
}

/// <summary>Where a data set is fetched from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ViewerSource), "viewer")]
[JsonDerivedType(typeof(FileSource), "files")]
[JsonDerivedType(typeof(ArchiveSource), "archive")]
public abstract record DatasetSource
{
    /// <summary>The commit that pins the content, or <see langword="null"/> when none is known: then the first pull records what it found.</summary>
    public string? Revision { get; init; }
}

/// <summary>
/// Rows of the Hugging Face dataset viewer (<c>/splits</c>, <c>/size</c>, <c>/rows</c>). It serves the newest revision only and
/// names it in the header <c>X-Revision</c>; pictures are links, re-encoded by the viewer.
/// </summary>
/// <param name="Dataset">For example <c>echo840/OCRBench</c>.</param>
/// <param name="Config">The subset.</param>
/// <param name="Split">The split.</param>
public sealed record ViewerSource(string Dataset, string Config, string Split) : DatasetSource;

/// <summary>Plain files.</summary>
/// <param name="Files">At least one; one of them holds the items.</param>
public sealed record FileSource(IReadOnlyList<RemoteFile> Files) : DatasetSource;

/// <summary>Files inside a tar.gz archive.</summary>
/// <param name="Url">The archive.</param>
/// <param name="Entries">Names of the files to take out of it, in whatever folder they lie; each must be there once.</param>
/// <param name="Sha256">The archive's hash, 64 lower-case hexadecimal digits, or <see langword="null"/> when none is known.</param>
public sealed record ArchiveSource(Uri Url, IReadOnlyList<string> Entries, string? Sha256 = null) : DatasetSource;

/// <summary>One plain file.</summary>
/// <param name="Name">Its name in the data set's folder.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits, or <see langword="null"/> when none is known.</param>
public sealed record RemoteFile(string Name, Uri Url, string? Sha256 = null);
