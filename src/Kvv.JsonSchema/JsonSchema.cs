using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// A compiled JSON Schema of draft 2020-12. Compiled once, used many times; immutable and safe for use by several threads.
/// </summary>
public sealed class JsonSchema
{
    private readonly CompiledSchema _compiled;

    private JsonSchema(CompiledSchema compiled, JsonSchemaOptions options)
    {
        _compiled = compiled;
        Options = options;
    }

    /// <summary>The schema as given.</summary>
    public JsonElement Source => _compiled.Root.Location.Element;

    /// <summary>The options it was compiled with.</summary>
    public JsonSchemaOptions Options { get; }

    /// <summary>The compiled form, for the generator's walk over the schema's locations.</summary>
    internal CompiledSchema Compiled => _compiled;

    /// <summary>Compiles a schema given as strict JSON text.</summary>
    /// <param name="json">One JSON object or boolean.</param>
    /// <param name="options">How to compile; the defaults when absent.</param>
    /// <exception cref="JsonSchemaException">The text is no strict JSON or no valid schema.</exception>
    public static JsonSchema Compile(string json, JsonSchemaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        options ??= new();
        JsonElement schema;
        try
        {
            schema = StrictJson.Parse(json, new StrictJsonOptions { MaxDepth = options.MaxDepth, AllowBeyondDouble = true });
        }
        catch (StrictJsonException e)
        {
            throw new JsonSchemaException("", $"The schema is no strict JSON. {e.Message}", e);
        }

        return CompileOwned(schema, options);
    }

    /// <summary>Compiles a schema. The element is copied, so its document may be disposed afterwards.</summary>
    /// <param name="schema">An object or boolean, free of duplicate names.</param>
    /// <param name="options">How to compile; the defaults when absent.</param>
    /// <exception cref="JsonSchemaException">The element is no valid schema.</exception>
    public static JsonSchema Compile(JsonElement schema, JsonSchemaOptions? options = null)
    {
        if (schema.ValueKind == JsonValueKind.Undefined)
            throw new JsonSchemaException("", "The schema is undefined.");
        return CompileOwned(schema.Clone(), options ?? new());
    }

    /// <summary>Validates an instance.</summary>
    /// <param name="instance">
    /// Any JSON value, free of duplicate names (<see cref="StrictJson"/> refuses them; here each occurrence would be judged).
    /// </param>
    /// <exception cref="ArgumentException">The instance is undefined.</exception>
    public ValidationResult Validate(JsonElement instance)
    {
        if (instance.ValueKind == JsonValueKind.Undefined)
            throw new ArgumentException("The instance is undefined.", nameof(instance));
        try
        {
            if (new Evaluation(_compiled, Options, null).Apply(_compiled.Root, instance, null))
                return ValidationResult.Valid;
            var errors = new List<ValidationError>();
            new Evaluation(_compiled, Options, errors).Apply(_compiled.Root, instance, null);
            return new(errors, null);
        }
        catch (EvaluationLimitException e)
        {
            return new([new("", "", e.Message)], e.Message);
        }
    }

    private static JsonSchema CompileOwned(JsonElement schema, JsonSchemaOptions options)
    {
        try
        {
            return new(SchemaCompiler.Compile(schema, options), options);
        }
        catch (EvaluationLimitException e)
        {
            throw new JsonSchemaException("", e.Message, e);
        }
    }
}
