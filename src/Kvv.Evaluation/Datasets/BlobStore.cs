using System.Security.Cryptography;

namespace Kvv.Evaluation.Datasets;

/// <summary>Files named by the SHA-256 of their bytes, shared by all data sets of one directory: <c>blobs/ab/abcdef…</c></summary>
internal sealed class BlobStore(string folder)
{
    public static bool IsHash(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    /// <summary>Keeps bytes and returns their hash. Written beside and moved, so that a name never stands for half a file.</summary>
    public async Task<string> AddAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var hash = HashOf(bytes);
        var path = PathOf(hash);
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length)
            return hash;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var part = $"{path}.{Guid.NewGuid():N}.part";
            await File.WriteAllBytesAsync(part, bytes, cancellationToken);
            File.Move(part, path, overwrite: true);
            return hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be written: {e.Message} Make room or choose another DatasetDirectory; then run the same command again to go on.", e);
        }
    }

    /// <summary>The bytes, checked against their name.</summary>
    /// <exception cref="DatasetException">The file is missing or damaged.</exception>
    public byte[] Read(string hash)
    {
        if (!IsHash(hash))
            throw new DatasetException($"\"{hash}\" is no blob: expected the 64 hexadecimal digits of a SHA-256.");
        var path = PathOf(hash);
        if (!File.Exists(path))
            throw new DatasetException($"The file {path} is not there. See which data sets miss files with `kvv datasets verify all`, and fetch them with `kvv datasets pull NAME --again`.");
        var bytes = File.ReadAllBytes(path);
        return HashOf(bytes) == hash
            ? bytes
            : throw new DatasetException($"The file {path} is damaged: its bytes are not those of its name. Delete it and fetch it anew with `kvv datasets pull NAME --again`.");
    }
}
