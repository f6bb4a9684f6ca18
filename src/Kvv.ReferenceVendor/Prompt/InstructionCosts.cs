using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.Prompt;

/// <summary>
/// What the template's own messages cost in tokens where the model's makers published counts that show it: the differences
/// between this endpoint's prompts are then those of the real model, while its tokenizer stays its own.
/// </summary>
internal sealed record InstructionCosts(int Required, int None, int JsonObject, int DefaultEffort, int OtherEffort)
{
    private string _default = "";

    /// <summary>The costs for a model; <see langword="null"/> where nothing is published.</summary>
    public static InstructionCosts? Of(VendorContract contract) => contract.Name == "kimi-k3"
        ? new(Required: 36, None: 38, JsonObject: 47, DefaultEffort: 67, OtherEffort: 68) { _default = contract.Thinking.DefaultEffort ?? "" }
        : null;

    public int Effort(string effort) => effort == _default ? DefaultEffort : OtherEffort;
}
