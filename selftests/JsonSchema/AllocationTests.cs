using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>A validation that succeeds allocates for the walk itself, not for the size of the instance. (A pattern costs the framework's matcher some 100 bytes a match.)</summary>
[NonParallelizable]
public sealed class AllocationTests
{
    [Test]
    public void SuccessAllocatesNothingPerValue()
    {
        var schema = JsonSchema.Compile("""
            {"items":{"type":"object","required":["id","kind"],"additionalProperties":false,"properties":{
              "id":{"type":"integer","minimum":0,"multipleOf":1},"kind":{"enum":["a","b"]},"text":{"type":"string","maxLength":9},
              "any":{"anyOf":[{"type":"null"},{"type":"number"}]}}}}
            """);
        var instance = JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"id":{{i}},"kind":"b","text":"abc","any":0.5}"""))}]");
        for (var i = 0; i < 20; i++)
            Assert.That(schema.Validate(instance).IsValid, Is.True);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            schema.Validate(instance);
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 20, Is.LessThan(4_000));
    }
}
