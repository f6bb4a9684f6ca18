namespace Kvv.Wire.Detection;

// The reply names the model that answered. Whether another name is a substitution is for the suite to weigh.
internal sealed class ModelNameDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ModelOther, AnomalyKinds.ModelMissing];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        var served = inspection.Reply.Model;
        if (string.IsNullOrEmpty(served))
        {
            found.Add(new Anomaly(AnomalyKinds.ModelMissing, served is null ? "The reply has no model." : "The model of the reply is empty."));
        }
        else if (inspection.Asked.Model is { Length: > 0 } asked && !ModelName.MayAnswerFor(served, asked))
        {
            found.Add(new Anomaly(AnomalyKinds.ModelOther, $"The reply is not by the model asked for, {Excerpt.Around(asked, 0)}.", Excerpt.Around(served, 0)));
        }
    }
}
