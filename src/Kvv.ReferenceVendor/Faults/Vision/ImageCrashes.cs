using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-text-model-500</c>: An image sent to a text-only model meets 500 instead of 400.</summary>
internal sealed class ImageCrashes : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal is { Rule: BrokenRule.Content, Code: "unsupported_content" } && refusal.Message.Contains("image", StringComparison.Ordinal)
        ? refusal with { Status = 500, Type = "InternalServerError", Message = "'NoneType' object has no attribute 'image_processor'" }
        : refusal;
}
