using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-keyword-dropped</c>: Enumerations and patterns of the schema are not enforced.</summary>
internal sealed class KeywordDropped : IStructuredOutputFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Shape.IsJson)
            draft.Content = ArgumentEdit.Texts(draft.Content, _ => "Whatever I like!");
    }
}
