namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>The profile's parameter table: fixed values and ranges by thinking mode.</summary>
internal sealed class ParameterValueRule : IRequestRule
{
    public IEnumerable<Refusal> Examine(Candidate request) =>
        from rule in request.Contract.Parameters
        where rule.AppliesTo(request.Thinking)
        let value = request.Body.Number(rule.Name)
        where value is not null && !rule.Allows(value.Value)
        select Refusal.Bad(
            BrokenRule.Parameter,
            FormattableString.Invariant($"invalid {rule.Name}: {value} (thinking {(request.Thinking ? "on" : "off")}); {rule.Describe()}."),
            rule.Name);
}
