using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets;

/// <summary>Whether an item has the columns of its description.</summary>
internal static class RowCheck
{
    /// <summary>The first column that is not as described, as a sentence; <see langword="null"/> when all are.</summary>
    public static string? Fault(DatasetDescription description, JsonObject row)
    {
        foreach (var column in description.Columns)
        {
            var value = row[column.Name];
            if (value is null)
            {
                if (!column.Optional)
                    return $"the column \"{column.Name}\" is missing.";
            }
            else if (!Fits(column.Type, value))
            {
                return $"the column \"{column.Name}\" is no {column.Type.ToString().ToLowerInvariant()} but {value.GetValueKind().ToString().ToLowerInvariant()}.";
            }
        }

        return null;
    }

    private static bool Fits(ColumnType type, JsonNode value) => type switch
    {
        ColumnType.Text => value.GetValueKind() == JsonValueKind.String,
        ColumnType.Number => value.GetValueKind() == JsonValueKind.Number,
        ColumnType.List => value is JsonArray,
        ColumnType.Object => value is JsonObject,
        ColumnType.Image => BlobReference.From(value) is not null,
        _ => true,
    };
}
