using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>What a responder may look at.</summary>
/// <param name="Call">The conversation.</param>
/// <param name="Contract">The model played.</param>
/// <param name="Dice">Choices for open-ended answers; the same for the same seed.</param>
internal sealed record Scene(ChatCall Call, VendorContract Contract, Dice Dice)
{
    public string Ask => Call.LastUserText;
}

/// <summary>Knows how to answer one kind of prompt.</summary>
internal interface IResponder
{
    /// <summary>The answer, or <see langword="null"/> when the prompt is of another kind.</summary>
    Draft? Answer(Scene scene);
}
