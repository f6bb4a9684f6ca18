using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>How rules and ledger lines are written: camel case, numbers that read back to the same bits, named infinities.</summary>
internal static class LedgerJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
