using System.Security.Cryptography;
using System.Text;

namespace Kvv.Evaluation.Trials;

/// <summary>The part of a trial's identity that changes whenever anything that could change the score changes.</summary>
public static class ConfigurationHash
{
    /// <summary>Hashes what a play says of a trial (model, messages, decoding, scorer).</summary>
    /// <param name="description">See <see cref="Benchmarks.ITrialPlay.Describe"/>.</param>
    /// <returns>32 hexadecimal digits (128 bits of SHA-256).</returns>
    public static string Of(string description) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)))[..32];
}
