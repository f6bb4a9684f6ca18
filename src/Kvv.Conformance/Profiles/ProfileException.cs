namespace Kvv.Conformance.Profiles;

/// <summary>A profile cannot be used; the message names its file and everything that is wrong with it.</summary>
public sealed class ProfileException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The profile's file.</param>
    /// <param name="problems">What is wrong; at least one problem.</param>
    public ProfileException(string file, IReadOnlyList<ProfileProblem> problems)
        : base($"{file} is not a usable model profile:{string.Concat(problems.Select(p => $"{Environment.NewLine}  {p}"))}")
    {
        File = file;
        Problems = problems;
    }

    /// <summary>The profile's file.</summary>
    public string File { get; }

    /// <summary>What is wrong, in the order of the file where it can be told.</summary>
    public IReadOnlyList<ProfileProblem> Problems { get; }
}
