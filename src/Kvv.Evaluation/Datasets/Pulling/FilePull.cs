using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>
/// Fetches one file. A part that is here already is gone on with by <c>Range</c>, if the server's <c>ETag</c> shows that the
/// file is still the same; else it begins anew.
/// </summary>
internal sealed class FilePull(Fetcher fetcher, PullOptions options)
{
    private const long MaxFile = 4L << 30;

    /// <summary>Fetches a file that is not here yet.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="path">Where it goes; written beside and moved when complete.</param>
    /// <param name="expected">Its hash, pinned or recorded; <see langword="null"/> when none is known.</param>
    /// <param name="cancellationToken">Ends it; the part stays.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="DatasetException">It cannot be fetched, or is not the expected one.</exception>
    public async Task<string> RunAsync(Uri address, string path, string? expected, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        if (!File.Exists(path))
        {
            await FetchAsync(address, part, cancellationToken);
            File.Move(part, path);
            File.Delete(part + ".etag");
        }

        var hash = await HashAsync(path, cancellationToken);
        if (expected is not null && hash != expected && !options.AcceptChange)
        {
            File.Delete(path);
            throw new DatasetException($"{Addresses.Shown(address)} has the SHA-256 {hash}, {expected} was expected: it was changed or damaged on the way. Run the same command again; if it stays so, fetch the expected file by hand into the data set's folder, or take the new one with --accept-change.");
        }

        await using var file = File.OpenRead(path);
        var start = new byte[23];
        if (await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) == start.Length && start.AsSpan().SequenceEqual("version https://git-lfs"u8))
            throw new DatasetException($"{Addresses.Shown(address)} answers with a large-file pointer, not the file. Fetch the file by hand into the data set's folder.");
        return hash;
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private async Task FetchAsync(Uri address, string part, CancellationToken cancellationToken)
    {
        try
        {
            await fetcher.GetAsync(address, request => AskForRest(request, part), async (response, body) => await TakeAsync(response, body, part), cancellationToken);
        }
        catch (RefusedException e)
        {
            throw new DatasetException($"{e.Message} Was the file moved? Fetch it by hand into the data set's folder{(e.Status is 401 or 403 ? ", or put a token that may read it into HF_TOKEN" : "")}.", e);
        }
    }

    private static void AskForRest(HttpRequestMessage request, string part)
    {
        var tag = part + ".etag";
        var length = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (length == 0 || !File.Exists(tag) || !EntityTagHeaderValue.TryParse(File.ReadAllText(tag), out var known))
            return;
        request.Headers.Range = new(length, null);
        request.Headers.IfRange = new(known);
    }

    private async Task<bool> TakeAsync(HttpResponseMessage response, Body body, string part)
    {
        var here = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != here))
        {
            File.Delete(part);
            throw new BrokenAnswerException("the rest of the file cannot be had, so it is fetched from its beginning");
        }

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        if (!goesOn)
            KeepTag(response, part + ".etag");
        if (goesOn)
            options.Report(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(part)[..^5]}: going on at byte {here:N0}."));
        await using var file = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await body.CopyToAsync(file, MaxFile - here);
        return true;
    }

    /// <summary>A weak tag does not promise the same bytes, so it cannot be gone on with.</summary>
    private static void KeepTag(HttpResponseMessage response, string path)
    {
        if (response.Headers.ETag is { IsWeak: false } tag)
            File.WriteAllText(path, tag.ToString());
        else
            File.Delete(path);
    }
}
