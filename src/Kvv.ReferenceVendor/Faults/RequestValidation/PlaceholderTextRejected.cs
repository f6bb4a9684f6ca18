using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-literal-placeholder-400</c>: Text that merely spells an image placeholder meets 400.</summary>
internal sealed class PlaceholderTextRejected : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => scene.Facts.Strings.Contains("<|kimi_image_placeholder|>", StringComparison.Ordinal)
        ? Refusal.Bad(BrokenRule.Content, "More image placeholders than image prompts.", "messages")
        : null;
}
