using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>Turns a cell of the viewer (<c>{"src", "height", "width"}</c>) into a kept picture.</summary>
internal sealed class PictureFetch(Fetcher fetcher, BlobStore blobs)
{
    private const long MaxPicture = 64L << 20;

    private long _bytes;
    private int _count;

    /// <summary>Bytes fetched so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Pictures fetched so far.</summary>
    public int Count => _count;

    /// <summary>Fetches one picture.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="page">Where the cell came from; a relative link is read against it.</param>
    /// <param name="place">Row and column, for messages.</param>
    /// <param name="refresh">Fetches the cell anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">There is no such picture, or only a broken one.</exception>
    public async Task<BlobReference> FetchAsync(JsonNode cell, Uri page, string place, Func<Task<JsonNode?>> refresh, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(cell, page, place, cancellationToken);
        }
        catch (RefusedException)
        {
            var fresh = await refresh() ?? throw new DatasetException($"The picture of {place} has gone. Run the same command again to go on.");
            try
            {
                return await FetchAsync(fresh, page, place, cancellationToken);
            }
            catch (RefusedException e)
            {
                throw new DatasetException($"The picture of {place} cannot be fetched: {e.Message} Run the same command again later to go on, or put the data set by hand into its folder.", e);
            }
        }
    }

    private async Task<BlobReference> FetchAsync(JsonNode cell, Uri page, string place, CancellationToken cancellationToken)
    {
        if (cell is not JsonObject o || o.Text("src") is not { } link || !Uri.TryCreate(page, link, out var address) || address.Scheme is not ("http" or "https"))
            throw new DatasetException($"{Addresses.Shown(page)}: {place} is no picture with a link. The data set was changed: correct its description in fixtures/datasets.");
        var bytes = await fetcher.GetAsync(address, null, async (_, body) => Checked(await body.BytesAsync(MaxPicture), o, place), cancellationToken);
        Interlocked.Add(ref _bytes, bytes.LongLength);
        Interlocked.Increment(ref _count);
        var header = PictureHeader.Read(bytes)!;
        return new(await blobs.AddAsync(bytes, cancellationToken), header.MediaType, bytes.LongLength, header.Width, header.Height);
    }

    private static byte[] Checked(byte[] bytes, JsonObject cell, string place)
    {
        if (PictureHeader.Read(bytes) is not { } header)
            throw new BrokenAnswerException($"{place}: {bytes.Length} bytes that are no picture");
        if (!header.IsWhole)
            throw new BrokenAnswerException($"{place}: the {header.MediaType} ends too early, after {bytes.Length} bytes");
        // Viewers turn a picture by its EXIF mark or do not: either way round is the same picture.
        if (header is { Width: { } w, Height: { } h } && cell.Whole("width") is { } width && cell.Whole("height") is { } height && (w, h) != (width, height) && (h, w) != (width, height))
            throw new BrokenAnswerException($"{place}: the picture has {w}×{h} pixels, {width}×{height} were announced");
        return bytes;
    }
}
