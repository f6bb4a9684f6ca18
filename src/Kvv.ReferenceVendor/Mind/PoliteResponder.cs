using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>The last resort: a short polite sentence, and an honest one when asked who is speaking.</summary>
internal sealed partial class PoliteResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        if (Who().IsMatch(scene.Ask))
            return Draft.Saying($"I am the reference endpoint of Kvv.Conformance, playing the part of {scene.Contract.Name}.");
        return Draft.Saying(Greeting().IsMatch(scene.Ask)
            ? "Hello! How can I help you today?"
            : "Thank you for your message. I have read it and I am glad to help with the next step.");
    }

    [GeneratedRegex(@"\b(?:who are you|introduce yourself|your name|about yourself)\b|你是谁|介绍", RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex(@"^\s*(?:hi|hello|hey|good (?:morning|day|evening)|你好)\b?", RegexOptions.IgnoreCase)]
    private static partial Regex Greeting();
}
