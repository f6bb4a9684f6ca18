namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary>The registry's rows of this stage.</summary>
internal static class OperationsRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("op-429-mislabelled", "Some requests meet 429 that speaks of an overloaded engine under the type of a plan limit, without Retry-After.", () => new CapacityAsRateLimit(), "p=0.2"),
        new("op-model-substituted", "Another model answers, unknown ids included, with 200 and another name in the reply.", () => new ModelSubstituted()),
        new("op-outage-500", "Every route answers 500.", () => new Outage()),
        new("op-healthy-but-hung", "After one body that breaks off, no chat request is answered any more; other routes are.", () => new HungWorker(), Inherent: "literal"),
        new("op-idle-timeout-cut", "A stream is dropped while the model thinks.", () => new IdleStreamCut(), "stream,thinking=on"),
        new("op-total-timeout-cut", "A stream ends after some hundred tokens, though more flow.", () => new LongStreamCut(), "stream"),
        new("op-sticky-bad-replica", "Every third connection gets random fragments for answers.", () => new BadReplica(), "sticky"),
        new("op-nonstream-504", "A long reply that is not streamed meets 504 from the edge.", () => new WholeReplyTimesOut(), "whole,output>=2000", Unlike: "Reported for long reasoning; here the length of the whole output counts, so that a model that does not think shows it as well."),
    ];
}
