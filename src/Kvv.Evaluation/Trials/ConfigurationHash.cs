using System.Security.Cryptography;
using System.Text;
using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>The part of a trial's identity that changes whenever anything that could change the score changes.</summary>
public static class ConfigurationHash
{
    /// <summary>Hashes the whole request body (model, messages, decoding, extra members) and the scorer's id.</summary>
    /// <param name="request">The request as it is sent.</param>
    /// <param name="scorerId">See <see cref="Benchmarks.IScorer.Id"/>.</param>
    /// <returns>32 hexadecimal digits (128 bits of SHA-256).</returns>
    public static string Of(ChatRequest request, string scorerId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(request.ToUtf8().Span);
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(scorerId));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
