namespace Kvv.Evaluation.Benchmarks;

/// <summary>A file that belongs to a benchmark's result: a plot, a table, a ledger.</summary>
/// <param name="Name">File name, unique within the benchmark.</param>
/// <param name="MediaType">For example <c>image/svg+xml</c>.</param>
/// <param name="Content">The file's text.</param>
public sealed record Attachment(string Name, string MediaType, string Content);
