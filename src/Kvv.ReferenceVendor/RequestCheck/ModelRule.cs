namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>The model asked for is the one served.</summary>
internal sealed class ModelRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request)
    {
        var model = request.Body.Text("model");
        if (string.IsNullOrEmpty(model))
            yield return Refusal.Bad(BrokenRule.Syntax, "The member 'model' is required and must be a non-empty string.", "model", "missing_required_parameter");
        else if (model != request.ModelId)
            yield return new(BrokenRule.Model, 404, $"The model '{model}' does not exist here; the served model is '{request.ModelId}'.", "model", "model_not_found");
    }
}
