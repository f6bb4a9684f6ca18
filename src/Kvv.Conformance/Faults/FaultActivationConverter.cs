using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Faults;

/// <summary>An activation condition is a JSON string.</summary>
internal sealed class FaultActivationConverter : JsonConverter<FaultActivation>
{
    public override FaultActivation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("An activation condition is a string.");
        try
        {
            return FaultActivation.Parse(reader.GetString()!);
        }
        catch (FormatException error)
        {
            // The reader adds the JSON path to this kind of exception only.
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, FaultActivation value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
