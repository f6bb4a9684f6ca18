namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary>The registry's rows of this stage.</summary>
internal static class OperationsRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("op-429-mislabelled", "Some requests meet 429 that speaks of an overloaded engine under the type of a plan limit, without Retry-After.", () => new CapacityAsRateLimit(), "p=0.2"),
        new("op-model-substituted", "Another model answers, unknown ids included, with 200 and another name in the reply.", () => new ModelSubstituted()),
        new("op-outage-500", "Every route answers 500.", () => new Outage()),
        new("op-nonstream-504", "A long reply that is not streamed meets 504 from the edge.", () => new WholeReplyTimesOut(), "whole,output>=2000"),
    ];
}
