namespace Kvv.Conformance.Profiles;

/// <summary>Writes paths into a JSON text.</summary>
internal static class JsonPath
{
    /// <summary>The path of a member of the object at a path: <c>.name</c>, or <c>['odd-name']</c> when the name is not a plain word.</summary>
    /// <param name="parent">The object's path.</param>
    /// <param name="name">The member's name.</param>
    public static string Member(string parent, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? $"{parent}.{name}" : $"{parent}['{name}']";
}
