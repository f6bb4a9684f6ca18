using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-grammar-kills-server</c>: A schema with a pattern brings the server down: every later request fails.</summary>
internal sealed class GrammarKillsServer : IExtraCheckFault, IOperationsFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene)
    {
        if (!scene.Facts.Body.Contains("\"pattern\"", StringComparison.Ordinal))
            return null;
        _down = true;
        return Down();
    }

    public Refusal? Intercept(FaultScene scene) => _down ? Down() : null;

    private volatile bool _down;

    private static Refusal Down() => new(BrokenRule.Outage, 503, "engine core died unexpectedly") { Type = "server_error" };
}
