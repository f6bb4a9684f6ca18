using System.Text.Json;
using Kvv.ReferenceVendor.Schemas;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Whether a schema can be followed.</summary>
internal sealed class SchemaCheck(ISchemaKnowledge schemas)
{
    /// <summary>What is wrong with a schema, as the rest of a sentence; <see langword="null"/> when it is good.</summary>
    public string? Problem(JsonElement schema, bool strict) => schemas.Problem(schema, strict);
}
