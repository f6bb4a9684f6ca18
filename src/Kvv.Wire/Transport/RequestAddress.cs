namespace Kvv.Wire;

/// <summary>The addresses below an endpoint's base address.</summary>
internal static class RequestAddress
{
    /// <summary>Appends a path, in front of a query that the base may have.</summary>
    public static Uri Below(Uri baseUrl, string path) => new UriBuilder(baseUrl)
    {
        Path = baseUrl.AbsolutePath.TrimEnd('/') + "/" + path,
        UserName = "",
        Password = "",
        Fragment = "",
    }.Uri;

    /// <summary>The address without user information, query and fragment, any of which may hold a key.</summary>
    public static string WithoutSecrets(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Host and port, for people.</summary>
    public static string Host(Uri address) => $"{address.Host}:{address.Port}";
}
