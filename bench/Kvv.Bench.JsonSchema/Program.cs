using Kvv.Bench.JsonSchemas;

// Prints one Markdown table: operations a second and bytes allocated by each, for three sizes of schema.
// Run: dotnet run -c Release --project bench/Kvv.Bench.JsonSchema
Console.WriteLine("| schema | schema bytes | instance bytes | operation | per second | bytes allocated |");
Console.WriteLine("|---|---:|---:|---|---:|---:|");
foreach (var sample in SchemaSample.All())
{
    foreach (var (name, operation) in sample.Operations())
    {
        var figure = Measurement.Of(operation);
        Console.WriteLine(FormattableString.Invariant(
            $"| {sample.Name} | {sample.SchemaBytes} | {sample.InstanceBytes} | {name} | {figure.PerSecond:N0} | {figure.BytesAllocated:N0} |"));
    }
}
