using System.Reflection;
using Kvv.Conformance.Probing;

namespace Kvv.Conformance.Requirements;

/// <summary>The check of one requirement in one mode, ready to run.</summary>
/// <param name="Requirement">The rule.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Method">The method that checks it.</param>
public sealed record RequirementCheck(Requirement Requirement, ProbeMode Mode, MethodInfo Method)
{
    /// <summary>Identity within a run: <c>PARAM-TEMP-002 [stream, thinking on]</c>.</summary>
    public string Key => KeyOf(Requirement.Id, Mode);

    /// <summary>The identity of a check.</summary>
    /// <param name="id">The requirement's id.</param>
    /// <param name="mode">The mode.</param>
    public static string KeyOf(string id, ProbeMode mode) => $"{id} [{mode}]";

    /// <summary>Runs the check on a new instance of its class.</summary>
    /// <param name="probe">What the check sees.</param>
    internal async Task RunAsync(Probe probe)
    {
        var instance = Activator.CreateInstance(Method.DeclaringType!);
        try
        {
            await (Task)Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [probe], null)!;
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }
}

/// <summary>All checks of an assembly.</summary>
public sealed class RequirementRegistry
{
    private readonly Dictionary<string, RequirementCheck> _byKey;

    private RequirementRegistry(Dictionary<string, RequirementCheck> byKey) => _byKey = byKey;

    /// <summary>All checks in all their modes, by id, then in the order of modes.</summary>
    public IReadOnlyCollection<RequirementCheck> Checks => _byKey.Values;

    /// <summary>The check with a key.</summary>
    /// <param name="key">See <see cref="RequirementCheck.Key"/>.</param>
    public RequirementCheck this[string key] => _byKey[key];

    /// <summary>Finds every method marked with <see cref="RequirementCheckAttribute"/>.</summary>
    /// <param name="assembly">The assembly that holds the checks.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <exception cref="InvalidDataException">A check names an unknown or an always-on requirement, two checks name the same, or a method has the wrong shape.</exception>
    public static RequirementRegistry Discover(Assembly assembly, RequirementCatalogue catalogue)
    {
        var byKey = new Dictionary<string, RequirementCheck>(StringComparer.Ordinal);
        var marked = assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Mark: m.GetCustomAttribute<RequirementCheckAttribute>()))
            .Where(m => m.Mark is not null)
            .OrderBy(m => m.Mark!.Id, StringComparer.Ordinal);
        foreach (var (method, mark) in marked)
        {
            var place = $"{method.DeclaringType!.Name}.{method.Name}";
            if (!typeof(Task).IsAssignableFrom(method.ReturnType) || method.GetParameters() is not [{ ParameterType: var type }] || type != typeof(Probe))
                throw new InvalidDataException($"{place}: a requirement's check has the form `Task Name(Probe probe)`.");
            var requirement = catalogue[mark!.Id];
            if (requirement.IsAlwaysOn)
                throw new InvalidDataException($"{place}: {requirement.Id} is judged on every reply and has no check of its own.");
            foreach (var mode in mark.Modes())
            {
                var check = new RequirementCheck(requirement, mode, method);
                if (!byKey.TryAdd(check.Key, check))
                    throw new InvalidDataException($"{place}: {check.Key} is checked by {byKey[check.Key].Method.Name} already.");
            }
        }

        return new(byKey);
    }
}
