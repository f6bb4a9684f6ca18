using System.Text.Json.Serialization;

namespace Kvv.Conformance.Faults;

/// <summary>How many requests it takes to see a fault.</summary>
public enum FaultRequests
{
    /// <summary>One request.</summary>
    [JsonStringEnumMemberName("1")]
    One,

    /// <summary>Two requests that are compared with each other.</summary>
    [JsonStringEnumMemberName("2")]
    Pair,

    /// <summary>A fixed series of up to twelve.</summary>
    Series,

    /// <summary>As many as a rate needs: the fault shows in a share of the answers only.</summary>
    Rate,
}
