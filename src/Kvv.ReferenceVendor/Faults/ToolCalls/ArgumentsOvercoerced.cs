using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-overcoerced</c>: Strings in arguments that look like numbers or booleans become such.</summary>
internal sealed class ArgumentsOvercoerced : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Values(call.Arguments, Guess);
    }

    private static JsonNode? Guess(JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
            return value?.DeepClone();
        var text = value.GetValue<string>();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return JsonValue.Create(number);
        return bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : value.DeepClone();
    }
}
