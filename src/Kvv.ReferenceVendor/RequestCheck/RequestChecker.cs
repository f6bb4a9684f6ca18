using System.Text.Json;
using Kvv.ReferenceVendor.Channels;
using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Runs the rules in order; the first broken one decides, unless a fault waives it.</summary>
internal sealed class RequestChecker(VendorContract contract, string modelId, SchemaCheck schemas)
{
    private readonly IRequestRule[] _rules =
    [
        new ModelRule(),
        new MessageRule(),
        new ContentRule(),
        new CallPairingRule(),
        new ToolRule(schemas),
        new ToolChoiceRule(),
        new ResponseFormatRule(schemas),
        new ParameterTypeRule(),
        new ThinkingRule(),
        new ParameterValueRule(),
    ];

    /// <summary>The refusal the request earns, or <see langword="null"/>.</summary>
    /// <param name="body">The parsed body.</param>
    /// <param name="review">May turn a refusal into another one, or waive it with <see langword="null"/>.</param>
    public Refusal? Check(JsonElement body, Func<Refusal, Refusal?> review)
    {
        // Nothing may read a body whose strings do not decode, and no fault may wave one through.
        if (ReadableTextRule.Examine(body) is { } unreadable)
            return unreadable;
        var request = new Candidate(body, contract, modelId, ThinkingSwitch.Read(body, contract).On);
        return _rules.SelectMany(rule => rule.Examine(request)).Select(review).FirstOrDefault(refusal => refusal is not null);
    }
}
