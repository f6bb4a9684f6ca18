using System.Runtime.CompilerServices;

namespace Kvv.Schemas;

/// <summary>A bound that protects the process stopped an evaluation. Caught at the public surface, where it becomes a typed result.</summary>
internal sealed class EvaluationLimitException(string message) : Exception(message)
{
    /// <summary>Stops when the stack of this thread is nearly used up.</summary>
    public static void ThrowWhenStackIsLow()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new EvaluationLimitException("Schema and instance nest deeper than this thread's stack allows.");
    }
}
