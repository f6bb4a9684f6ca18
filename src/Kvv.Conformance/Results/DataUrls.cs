using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Kvv.Conformance.Results;

/// <summary>
/// Pictures and other files inside a text as data URLs. What is written refers to them by the hash of their bytes: a journal
/// of thousands of trials over the same pictures would otherwise be made of nothing else.
/// </summary>
internal static partial class DataUrls
{
    /// <summary>The text with each long data URL replaced by <c>data:image/png;sha256,…;bytes=…</c>.</summary>
    /// <param name="text">Any text, JSON included.</param>
    /// <param name="keep">Given the hash, the media type and the bytes of each, or <see langword="null"/>.</param>
    public static string ByHash(string text, Action<string, string, byte[]>? keep = null)
    {
        if (!text.Contains(";base64,", StringComparison.Ordinal))
            return text;
        return DataUrl().Replace(text, match =>
        {
            // JSON may write the solidus and the plus sign as escapes.
            var base64 = match.Groups["data"].Value.Replace("\\/", "/", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase);
            var bytes = new byte[base64.Length / 4 * 3 + 3];
            // Not the Base64 it claims to be: hashed as the text it is, so that equal ones stay equal.
            if (!Convert.TryFromBase64String(base64, bytes, out var length))
            {
                bytes = Encoding.UTF8.GetBytes(base64);
                length = bytes.Length;
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)));
            var type = match.Groups["type"].Value;
            keep?.Invoke(hash, type, bytes[..length]);
            return string.Create(CultureInfo.InvariantCulture, $"data:{type};sha256,{hash};bytes={length}");
        });
    }

    // Shorter ones are smaller than what would stand for them.
    [GeneratedRegex(@"data:(?<type>[a-zA-Z0-9.+/\\-]{1,80});base64,(?<data>(?:[A-Za-z0-9+/=]|\\/|\\u002[bB]){200,})", RegexOptions.CultureInvariant)]
    private static partial Regex DataUrl();
}
