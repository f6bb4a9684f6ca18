using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>type</c> (Validation 6.1.1).</summary>
internal sealed class TypeKeyword(int kinds, bool allowsInteger, string expected) : Keyword("type", AnyKind)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        if ((kinds & (1 << (int)instance.ValueKind)) != 0)
            return true;
        if (allowsInteger && instance.ValueKind == JsonValueKind.Number && JsonValueComparer.Number(instance).IsInteger)
            return true;
        return evaluation.IsCollecting && evaluation.Fail(Name, $"Expected {expected}, found {Found(instance.ValueKind)}.");
    }

    private static string Found(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
