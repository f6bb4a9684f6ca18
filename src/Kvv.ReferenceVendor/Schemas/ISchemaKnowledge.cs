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

    /// <summary>The smallest instance the schema allows.</summary>
    /// <exception cref="SchemaUnsolvableException">No instance was found.</exception>
    JsonNode? Minimal(JsonElement schema);

    /// <summary>Whether an instance obeys a schema.</summary>
    bool Allows(JsonElement schema, JsonNode? instance);
}

/// <summary>No instance of a schema could be found.</summary>
/// <param name="message">Why.</param>
internal sealed class SchemaUnsolvableException(string message) : Exception(message);
