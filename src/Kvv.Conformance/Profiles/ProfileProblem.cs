namespace Kvv.Conformance.Profiles;

/// <summary>One thing that is wrong with a profile.</summary>
/// <param name="Path">The JSON path of the member, for example <c>$.parameters[2].accept[0]</c>.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record ProfileProblem(string Path, string Reason)
{
    /// <summary>Path and reason in one line.</summary>
    public override string ToString() => $"{Path}: {Reason}";
}
