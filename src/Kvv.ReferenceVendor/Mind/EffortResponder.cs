using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Says which thinking effort the prompt set, as a model that reads its own template can.</summary>
internal sealed partial class EffortResponder : IResponder
{
    public Draft? Answer(Scene scene) =>
        Question().IsMatch(scene.Ask) ? Draft.Saying(scene.Call.Thinking.Effort ?? (scene.Call.Thinking.On ? "default" : "none")) : null;

    [GeneratedRegex("thinking[_ ]effort|reasoning[_ ]effort", RegexOptions.IgnoreCase)]
    private static partial Regex Question();
}
