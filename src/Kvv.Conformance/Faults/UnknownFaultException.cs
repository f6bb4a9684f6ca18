namespace Kvv.Conformance.Faults;

/// <summary>Someone asked for a fault that the catalogue does not hold.</summary>
public sealed class UnknownFaultException : Exception
{
    /// <summary>Reports the id and what was probably meant.</summary>
    /// <param name="id">The id that is not there.</param>
    /// <param name="nearest">The nearest id that is, or <see langword="null"/> when none is near.</param>
    public UnknownFaultException(string id, string? nearest)
        : base(nearest is null ? $"There is no fault '{id}'." : $"There is no fault '{id}'; did you mean '{nearest}'?")
    {
        Id = id;
        Nearest = nearest;
    }

    /// <summary>The id that is not there.</summary>
    public string Id { get; }

    /// <summary>The nearest id that is, or <see langword="null"/>.</summary>
    public string? Nearest { get; }
}
