using System.Security.Cryptography;
using System.Text;

namespace Kvv.Conformance.PromptTokens;

/// <summary>
/// Finds the published cases: the user's own file in the data set directory, else the maker's, fetched at a pinned commit and
/// kept there. What is fetched must have the pinned SHA-256; what the user put there is taken as it is.
/// </summary>
/// <param name="datasetDirectory">The data set directory.</param>
/// <param name="fetch">Fetches a file.</param>
public sealed class PromptTokenSource(string datasetDirectory, Func<Uri, CancellationToken, Task<byte[]>> fetch)
{
    /// <summary>Path of the file inside the data set directory.</summary>
    public const string RelativePath = "kvv-prompt-tokens/cases.jsonl";

    /// <summary>SHA-256 of the maker's file, in lower-case hexadecimal digits.</summary>
    public const string Sha256 = "54a975699ae3a06d734d1737b6b80ce09ef3125ab0dfe03d860f8a9d3292c66d";

    /// <summary>The maker's file: MoonshotAI/Kimi-Vendor-Verifier at commit 489077b (MIT).</summary>
    public static Uri Upstream { get; } = new("https://raw.githubusercontent.com/MoonshotAI/Kimi-Vendor-Verifier/489077b2a9dafea4e82e44b27e0b7dd8206a5721/testdata/prompt_token_cases/cases.jsonl");

    /// <summary>The cases.</summary>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="InvalidDataException">The file is malformed, or what was fetched is not the pinned file.</exception>
    /// <exception cref="HttpRequestException">The file could not be fetched.</exception>
    public async Task<IReadOnlyList<PromptTokenCase>> LoadAsync(CancellationToken cancellationToken = default)
    {
        var path = Path.Combine(datasetDirectory, RelativePath);
        if (!File.Exists(path))
        {
            var bytes = await fetch(Upstream, cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != Sha256)
                throw new InvalidDataException($"{Upstream} no longer has the SHA-256 {Sha256}.");
            await KeepAsync(path, bytes, cancellationToken);
        }

        return PromptTokenCase.Read(await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken), path);
    }

    /// <summary>Written beside and moved, so that a run that is stopped leaves no half a file.</summary>
    private static async Task KeepAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        await File.WriteAllBytesAsync(part, bytes, cancellationToken);
        File.Move(part, path, overwrite: true);
    }
}
