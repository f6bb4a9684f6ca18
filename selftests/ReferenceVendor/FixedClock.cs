namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>A clock that stands still, so that replies can be compared byte for byte.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
}
