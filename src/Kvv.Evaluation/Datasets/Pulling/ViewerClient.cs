using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>A page of rows.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Revision">The header <c>X-Revision</c>.</param>
/// <param name="Total">Rows of the split.</param>
/// <param name="Rows">The rows, in order, from the offset that was asked for.</param>
internal sealed record ViewerPage(Uri Address, string? Revision, int Total, IReadOnlyList<JsonObject> Rows);

/// <summary>The dataset viewer's API, as its documentation and its source state it (huggingface/dataset-viewer).</summary>
internal sealed class ViewerClient(Fetcher fetcher, Uri viewer, ViewerSource source)
{
    /// <summary>The error code of a page that is too long in bytes.</summary>
    public const string TooBig = "TooBigContentError";

    private const long MaxPage = 256L << 20;

    /// <summary>Checks that subset and split exist, and returns the number of rows that the viewer holds.</summary>
    /// <exception cref="DatasetException">They do not, or the viewer holds only a part.</exception>
    public async Task<int?> CheckAsync(CancellationToken cancellationToken)
    {
        var (splits, address) = await GetAsync("splits", "", cancellationToken);
        var known = splits.Array("splits").OfType<JsonObject>().Select(s => (s.Text("config"), s.Text("split"))).ToList();
        if (!known.Contains((source.Config, source.Split)))
            throw new DatasetException($"{Addresses.Shown(address)} knows no split \"{source.Split}\" of \"{source.Config}\" in {source.Dataset}, but {(known.Count == 0 ? "none at all" : string.Join(", ", known.Select(k => $"\"{k.Item2}\" of \"{k.Item1}\"")))}. The data set was rearranged: put the items by hand into its folder, or correct its description in fixtures/datasets.");
        var (size, sizeAddress) = await GetAsync("size", "", cancellationToken);
        if (size.IsTrue("partial"))
            throw Partial(sizeAddress);
        return (size["size"] as JsonObject)?.Array("splits").OfType<JsonObject>()
            .Where(s => s.Text("config") == source.Config && s.Text("split") == source.Split)
            .Select(s => s.Whole("num_rows")).FirstOrDefault();
    }

    /// <summary>Fetches rows.</summary>
    /// <param name="offset">The first row.</param>
    /// <param name="length">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RefusedException">The viewer refused; code <see cref="TooBig"/> when fewer rows may do.</exception>
    public async Task<ViewerPage> RowsAsync(int offset, int length, CancellationToken cancellationToken)
    {
        var parameters = $"&config={Uri.EscapeDataString(source.Config)}&split={Uri.EscapeDataString(source.Split)}&offset={offset}&length={length}";
        var address = Address("rows", parameters);
        try
        {
            return await fetcher.GetAsync(address, null, async (response, body) => Page(address, response, await body.BytesAsync(MaxPage), offset), cancellationToken);
        }
        catch (RefusedException e) when (e.Code != TooBig)
        {
            throw Explained(e);
        }
    }

    private static ViewerPage Page(Uri address, HttpResponseMessage response, byte[] body, int offset)
    {
        var page = Parse(body);
        if (page["rows"] is not JsonArray array || page.Whole("num_rows_total") is not { } count)
            throw new BrokenAnswerException("the answer has no rows or no num_rows_total");
        if (page.IsTrue("partial"))
            throw Partial(address);
        var rows = new List<JsonObject>(array.Count);
        foreach (var item in array)
        {
            if (item is not JsonObject { } entry || entry["row"] is not JsonObject row || entry.Whole("row_idx") != offset + rows.Count)
                throw new BrokenAnswerException($"row {offset + rows.Count} is not where it should be in the answer");
            if (entry["truncated_cells"] is JsonArray { Count: > 0 } cut)
                throw new DatasetException($"{Addresses.Shown(address)} cuts row {offset + rows.Count} short in {string.Join(", ", cut.Select(c => $"\"{c}\""))}: the viewer does not serve this data set whole. Put the items by hand into its folder.");
            entry.Remove("row");
            rows.Add(row);
        }

        return new(address, response.Headers.TryGetValues("X-Revision", out var revision) ? revision.First() : null, count, rows);
    }

    private async Task<(JsonObject Answer, Uri Address)> GetAsync(string endpoint, string parameters, CancellationToken cancellationToken)
    {
        var address = Address(endpoint, parameters);
        try
        {
            return (await fetcher.GetAsync(address, null, async (_, body) => Parse(await body.BytesAsync(MaxPage)), cancellationToken), address);
        }
        catch (RefusedException e)
        {
            throw Explained(e);
        }
    }

    private Uri Address(string endpoint, string parameters) => new(viewer, $"{endpoint}?dataset={Uri.EscapeDataString(source.Dataset)}{parameters}");

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return HostileJson.Parse(body) ?? throw new BrokenAnswerException("the answer is no JSON object");
        }
        catch (JsonException e)
        {
            throw new BrokenAnswerException("the answer is no JSON", e);
        }
    }

    private static DatasetException Partial(Uri address) =>
        new($"{Addresses.Shown(address)} says that it holds only a part of the data set. Put the items by hand into its folder.");

    private DatasetException Explained(RefusedException e)
    {
        var remedy = e.Status switch
        {
            401 or 403 => $"Accept the terms at https://huggingface.co/datasets/{source.Dataset} and put a token that may read it into HF_TOKEN.",
            404 => $"Was {source.Dataset} moved or withdrawn? A private or gated data set needs a token in HF_TOKEN. Or put the items by hand into its folder.",
            _ => "Put the items by hand into the data set's folder, or try again later.",
        };
        return new($"{e.Message} {remedy}", e);
    }
}
