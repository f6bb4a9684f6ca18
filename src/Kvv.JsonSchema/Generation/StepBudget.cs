namespace Kvv.Schemas;

/// <summary>The steps a search may still take.</summary>
internal sealed class StepBudget(int steps)
{
    /// <summary>Takes one step.</summary>
    /// <exception cref="EvaluationLimitException">None is left.</exception>
    public void Spend()
    {
        if (--steps < 0)
            throw new EvaluationLimitException("The search for an instance took more steps than it may.");
    }
}
