namespace Kvv.Wire;

/// <content>What the attempts of an exchange show about the service around the model.</content>
public static partial class AnomalyKinds
{
    /// <summary>An HTTP 429 says in <c>Retry-After</c> when to come back.</summary>
    public const string RateLimitWithoutRetryAfter = "rate-limit-without-retry-after";
}
