namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>The body of an answer, read in pieces under the eye of a <see cref="StallWatch"/>.</summary>
internal sealed class Body(HttpResponseMessage response, StallWatch stall)
{
    /// <summary>Copies the body.</summary>
    /// <exception cref="BrokenAnswerException">It is longer than the limit, or shorter than its header says.</exception>
    public async Task CopyToAsync(Stream target, long limit)
    {
        await using var source = await response.Content.ReadAsStreamAsync(stall.Token);
        var buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = await source.ReadAsync(buffer, stall.Token)) > 0)
        {
            stall.Restart();
            total += read;
            if (total > limit)
                throw new BrokenAnswerException($"the answer is longer than {limit:N0} bytes");
            await WriteAsync(target, buffer.AsMemory(0, read));
        }

        if (response.Content.Headers.ContentLength is { } promised && total != promised)
            throw new BrokenAnswerException($"the answer ended after {total:N0} of {promised:N0} bytes");
    }

    /// <summary>A disk that refuses is no trouble of the network: another attempt would not help.</summary>
    private async Task WriteAsync(Stream target, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await target.WriteAsync(bytes, stall.Token);
        }
        catch (IOException e)
        {
            throw new DatasetException($"{(target as FileStream)?.Name} cannot be written: {e.Message} Make room or choose another DatasetDirectory; then run the same command again to go on.", e);
        }
    }

    /// <summary>The whole body.</summary>
    public async Task<byte[]> BytesAsync(long limit)
    {
        using var memory = new MemoryStream();
        await CopyToAsync(memory, limit);
        return memory.ToArray();
    }
}
