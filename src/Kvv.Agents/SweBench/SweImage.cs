namespace Kvv.Agents.SweBench;

/// <summary>The images that SWE-bench publishes, one an instance, by their documented names.</summary>
public static class SweImage
{
    /// <summary>The registry; written out, because podman asks which one is meant otherwise.</summary>
    public const string Registry = "docker.io/";

    /// <summary>
    /// The image of an instance: <c>swebench/sweb.eval.x86_64.ID:latest</c> in lower case, with <c>_1776_</c> for the double
    /// underscore, which Docker Hub does not take (swebench harness, <c>test_spec.py</c>).
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <exception cref="InvalidDataException">The id cannot be part of an image name.</exception>
    public static string Of(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        var id = instanceId.ToLowerInvariant();
        return id.Length is > 0 and <= 200 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.')
            ? $"swebench/sweb.eval.x86_64.{id.Replace("__", "_1776_", StringComparison.Ordinal)}:latest"
            : throw new InvalidDataException($"\"{instanceId}\" is no instance id of SWE-bench.");
    }
}
