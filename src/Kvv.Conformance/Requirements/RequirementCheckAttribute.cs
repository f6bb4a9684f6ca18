using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Requirements;

/// <summary>
/// Marks the one method that checks a requirement: <c>Task Name(Probe probe)</c> on a class with a parameterless constructor.
/// The test runner's own attribute derives from it; the gate finds checks through it without a test runner.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class RequirementCheckAttribute : Attribute
{
    /// <summary>Creates the mark.</summary>
    /// <param name="id">The requirement's id in the catalogue.</param>
    public RequirementCheckAttribute(string id) => Id = id;

    /// <summary>The requirement's id in the catalogue.</summary>
    public string Id { get; }

    /// <summary>The transfers it is judged in; both by default.</summary>
    public TransferAxis Transfer { get; init; }

    /// <summary>The thinking settings it is judged in; independent by default.</summary>
    public ThinkingAxis Thinking { get; init; }

    /// <summary>The modes this check is judged in, in a fixed order.</summary>
    public IEnumerable<ProbeMode> Modes()
    {
        foreach (var transfer in Transfer switch
        {
            TransferAxis.Whole => new[] { Requirements.Transfer.Whole },
            TransferAxis.Stream => [Requirements.Transfer.Stream],
            _ => [Requirements.Transfer.Whole, Requirements.Transfer.Stream],
        })
        {
            foreach (var thinking in Thinking switch
            {
                ThinkingAxis.Both => new ThinkingMode?[] { ThinkingMode.On, ThinkingMode.Off },
                ThinkingAxis.On => [ThinkingMode.On],
                ThinkingAxis.Off => [ThinkingMode.Off],
                _ => [null],
            })
            {
                yield return new(transfer, thinking);
            }
        }
    }
}
