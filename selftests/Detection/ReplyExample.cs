using Kvv.Wire.Detection;

namespace Kvv.SelfTests.Detection;

/// <summary>A reply that shows a kind of fault, or one that looks like it and is healthy.</summary>
internal sealed record ReplyExample(string Kind, string Name, Inspection Inspection)
{
    public override string ToString() => $"{Kind}: {Name}";
}
