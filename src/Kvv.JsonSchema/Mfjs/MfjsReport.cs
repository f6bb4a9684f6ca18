namespace Kvv.Schemas;

/// <summary>Gathers violations up to a bound.</summary>
internal sealed class MfjsReport(MfjsLevel level, int most)
{
    private readonly List<MfjsViolation> _violations = [];

    public IReadOnlyList<MfjsViolation> Violations => _violations;

    /// <summary>Whether every rule is asked for.</summary>
    public bool IsUltra => level == MfjsLevel.Ultra;

    /// <summary>Whether all but the loosest level is asked for.</summary>
    public bool IsStrict => level != MfjsLevel.Lite;

    public void Add(string rule, string path, string sentence)
    {
        if (_violations.Count < most)
            _violations.Add(new(rule, path, sentence));
    }
}
