using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.ReferenceVendor.Schemas;

/// <summary>What the endpoint needs to know about JSON Schemas.</summary>
internal interface ISchemaKnowledge
{
    /// <summary>What is wrong with a schema, as the rest of a sentence; <see langword="null"/> when it can be followed.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="strict">Hold it to Moonshot's subset.</param>
    string? Problem(JsonElement schema, bool strict);

    /// <summary>A small instance the schema allows; an empty object when none was found, for a model answers anyhow.</summary>
    JsonNode? Minimal(JsonElement schema);

    /// <summary>Whether an instance obeys a schema.</summary>
    bool Allows(JsonElement schema, JsonNode? instance);
}
