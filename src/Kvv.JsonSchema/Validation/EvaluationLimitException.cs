using System.Runtime.CompilerServices;

namespace Kvv.Schemas;

/// <summary>A bound that protects the process stopped an evaluation. Caught at the public surface, where it becomes a typed result.</summary>
internal sealed class EvaluationLimitException(string message) : Exception(message)
{
    /// <summary>
    /// Stops at a nesting that the stack would bear but that takes seconds to unwind from, or when the stack is nearly used up.
    /// </summary>
    /// <param name="depth">How deep the caller is.</param>
    /// <param name="most">How deep it may be.</param>
    public static void ThrowWhenDeeper(int depth, int most)
    {
        if (depth > most)
            throw new EvaluationLimitException($"Schema or instance nest deeper than {most} levels.");
        ThrowWhenStackIsLow();
    }

    /// <summary>Stops when the stack of this thread is nearly used up.</summary>
    public static void ThrowWhenStackIsLow()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new EvaluationLimitException("Schema and instance nest deeper than this thread's stack allows.");
    }
}
