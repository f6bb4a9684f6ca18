namespace Kvv.ReferenceVendor.Contract;

/// <summary>What else the model can do.</summary>
internal sealed record FeatureContract(bool Vision, bool Video, bool Logprobs, bool CachedTokens, bool ReasoningTokens);
