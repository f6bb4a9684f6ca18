using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>
/// Fetches the rows of a split page by page. A row's pictures are kept before its line is written, and a page's lines are on
/// the disk before the next page is asked for, so that a pull goes on at the first row that is not there.
/// </summary>
internal sealed class ViewerPull(DatasetDescription description, ViewerSource source, BlobStore blobs, Fetcher fetcher, PullOptions options)
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ViewerClient _client = new(fetcher, options.Viewer, source);
    private readonly PictureFetch _pictures = new(fetcher, blobs);

    /// <summary>Fetches what is missing.</summary>
    /// <param name="work">Where to put it.</param>
    /// <param name="expected">The revision to hold to, pinned or recorded; <see langword="null"/> when none is known.</param>
    /// <param name="cancellationToken">Ends it; what is here stays.</param>
    /// <returns>The revision.</returns>
    public async Task<string> RunAsync(WorkFolder work, string? expected, CancellationToken cancellationToken)
    {
        if (await _client.CheckAsync(cancellationToken) is { } rows)
            CheckTotal(rows, "/size");
        var path = work.PathOf(description.ItemsFile);
        await using var lines = JsonLines.Open(path);
        if (lines.Count > 0)
            options.Report(string.Create(CultureInfo.InvariantCulture, $"{description.Name}: going on at row {lines.Count} of {description.Items}."));
        var length = options.PageLength;
        while (lines.Count < description.Items)
        {
            ViewerPage page;
            try
            {
                page = await _client.RowsAsync(lines.Count, Math.Min(length, description.Items - lines.Count), cancellationToken);
            }
            catch (RefusedException e) when (e.Code == ViewerClient.TooBig && length > 1)
            {
                length /= 2;
                continue;
            }
            catch (RefusedException e)
            {
                throw new DatasetException($"{e.Message} Not even a single row can be served: put the items by hand into the data set's folder.", e);
            }

            CheckRevision(work, page, expected);
            CheckTotal(page.Total, Addresses.Shown(page.Address));
            if (page.Rows.Count == 0)
                throw new DatasetException($"{Addresses.Shown(page.Address)} has no rows although {description.Items} belong to {description.Title}. Run the same command again later to go on.");
            await KeepAsync(page, lines, cancellationToken);
            options.Report(string.Create(CultureInfo.InvariantCulture, $"{description.Name}: {lines.Count} of {description.Items} rows, {_pictures.Count} pictures, {_pictures.Bytes / 1e6:0.0} MB."));
        }

        return work.Revision!;
    }

    private async Task KeepAsync(ViewerPage page, JsonLines lines, CancellationToken cancellationToken)
    {
        var first = lines.Count;
        var images = description.Columns.Where(c => c.Type == ColumnType.Image).Select(c => c.Name).ToList();
        var cells = page.Rows.SelectMany((row, i) => images.Where(c => row[c] is not null).Select(c => (Row: row, Number: first + i, Column: c))).ToList();
        var fetched = new BlobReference[cells.Count];
        await Parallel.ForAsync(0, cells.Count, new ParallelOptions { MaxDegreeOfParallelism = options.PicturesAtOnce, CancellationToken = cancellationToken }, async (i, ct) =>
        {
            var (row, number, column) = cells[i];
            fetched[i] = await _pictures.FetchAsync(row[column]!, page.Address, $"row {number}, column \"{column}\" of {description.Name}", () => RefreshedAsync(number, column, ct), ct);
        });
        for (var i = 0; i < cells.Count; i++)
            cells[i].Row[cells[i].Column] = fetched[i].ToJson();
        foreach (var (row, i) in page.Rows.Select((r, i) => (r, i)))
        {
            if (RowCheck.Fault(description, row) is { } fault)
                throw new DatasetException($"{Addresses.Shown(page.Address)}, row {first + i}: {fault} The data set was changed: correct its description in fixtures/datasets, or put the items by hand into its folder.");
        }

        lines.Append(page.Rows.Select(r => r.ToJsonString(Written)));
    }

    /// <summary>Links to pictures expire; the row asked for anew brings a fresh one.</summary>
    private async Task<JsonNode?> RefreshedAsync(int number, string column, CancellationToken cancellationToken) =>
        (await _client.RowsAsync(number, 1, cancellationToken)).Rows is [{ } row, ..] ? row[column] : null;

    private void CheckRevision(WorkFolder work, ViewerPage page, string? expected)
    {
        if (string.IsNullOrWhiteSpace(page.Revision))
            throw new DatasetException($"{Addresses.Shown(page.Address)} names no revision (header X-Revision), so what it serves cannot be pinned. Put the items by hand into the data set's folder.");
        if (work.Revision is { } begun && begun != page.Revision)
            throw new DatasetException($"{description.Title} changed while it was fetched: {begun} became {page.Revision} ({Addresses.Shown(page.Address)}). Delete {work.Path} and run the same command again.");
        if (work.Revision is null && expected is not null && expected != page.Revision && !options.AcceptChange)
            throw new DatasetException($"{description.Title} is at revision {page.Revision} now ({Addresses.Shown(page.Address)}), {expected} was expected: figures would not compare. Fetch the expected one by hand into the data set's folder, or take the new one with --accept-change; results then name it.");
        work.Revision = page.Revision;
    }

    private void CheckTotal(int total, string place)
    {
        if (total != description.Items)
            throw new DatasetException($"{place} counts {total} rows of {source.Dataset}, {description.Items} belong to {description.Title}. The data set was changed: correct \"items\" in fixtures/datasets/{description.Name}.json if that is meant, or put the items by hand into its folder.");
    }
}
