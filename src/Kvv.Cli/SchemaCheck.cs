using System.Globalization;
using Kvv.Schemas;

namespace Kvv.Cli;

/// <summary>What <c>kvv schema check</c> was asked to do, and the doing.</summary>
internal sealed record SchemaCheck
{
    public required string File { get; init; }

    public string? Schema { get; init; }

    public bool Lines { get; init; }

    public string? MfjsLevel { get; init; }

    public string? Generate { get; init; }

    public ulong Seed { get; init; }

    public bool AssertFormat { get; init; }

    /// <summary>Checks, and writes what was found.</summary>
    /// <returns>Whether everything was valid.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or the schema itself is invalid.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<bool> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        if (new[] { Schema, MfjsLevel, Generate }.Count(o => o is not null) > 1)
            throw new ArgumentException("--schema, --mfjs and --generate are three different checks: give one of them.");
        var schema = Schema is null ? null : await CompileSchemaAsync(Schema, cancellationToken);
        var text = File == "-" ? await input.ReadToEndAsync(cancellationToken) : await System.IO.File.ReadAllTextAsync(File, cancellationToken);
        if (!Lines)
            return await CheckAsync(text, File, schema, output);
        var (valid, total) = (0, 0);
        foreach (var (line, number) in text.Split('\n').Select((l, i) => (l, i + 1)).Where(l => !string.IsNullOrWhiteSpace(l.l)))
        {
            total++;
            if (await CheckAsync(line, string.Create(CultureInfo.InvariantCulture, $"{File}:{number}"), schema, output, quiet: true))
                valid++;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{File}: {valid} of {total} lines valid"));
        return valid == total && total > 0;
    }

    private async Task<JsonSchema> CompileSchemaAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Compile(await System.IO.File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (JsonSchemaException e)
        {
            throw new ArgumentException($"{path} is no valid schema: {e.Message}", e);
        }
    }

    private JsonSchema Compile(string text) => JsonSchema.Compile(text, new() { AssertFormat = AssertFormat });

    private async Task<bool> CheckAsync(string text, string name, JsonSchema? schema, TextWriter output, bool quiet = false)
    {
        var faults = schema is not null ? Validate(text, schema) : MfjsLevel is not null ? Lint(text) : await SchemaAsync(text, output);
        foreach (var fault in faults)
            await output.WriteLineAsync($"{name}: {fault}");
        if (faults.Count > 0)
            await output.WriteLineAsync($"{name}: invalid");
        else if (!quiet && Generate is null)
            await output.WriteLineAsync($"{name}: valid{(Schema is not null ? $" against {Schema}" : MfjsLevel is not null ? $", MFJS {MfjsLevel}" : ", draft 2020-12")}");
        return faults.Count == 0;
    }

    private static IReadOnlyList<string> Validate(string text, JsonSchema schema)
    {
        try
        {
            return [.. schema.Validate(StrictJson.Parse(text)).Errors.Select(e => $"{Place(e.InstancePath)}: {e.Message} (schema {Place(e.KeywordPath)})")];
        }
        catch (StrictJsonException e)
        {
            return [e.Message];
        }
    }

    private IReadOnlyList<string> Lint(string text) =>
        [.. MfjsLinter.Lint(text, Enum.Parse<MfjsLevel>(MfjsLevel!, ignoreCase: true)).Select(v => $"{Place(v.Path)}: {v.Sentence} ({v.RuleId})")];

    /// <summary>Compiles a schema and, if asked for, builds an instance of it.</summary>
    private async Task<IReadOnlyList<string>> SchemaAsync(string text, TextWriter output)
    {
        JsonSchema schema;
        try
        {
            schema = Compile(text);
        }
        catch (JsonSchemaException e)
        {
            return [e.Message];
        }

        if (Generate is null)
            return [];
        var result = Generate == "random" ? InstanceGenerator.Random(schema, Seed) : InstanceGenerator.Minimal(schema);
        if (!result.IsGenerated)
            return [result.Reason!];
        await output.WriteLineAsync(result.Instance?.ToJsonString(Readable) ?? "null");
        return [];
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 10_000 };

    private static string Place(string pointer) => pointer.Length == 0 ? "the root" : pointer;
}
