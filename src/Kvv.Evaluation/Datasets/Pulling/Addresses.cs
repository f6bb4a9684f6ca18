namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>Addresses as they may be shown, and which of them belong together.</summary>
internal static class Addresses
{
    private static readonly string[] HarmlessParameters = ["dataset", "config", "split", "offset", "length", "download"];

    public static bool SameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Host == b.Host && a.Port == b.Port;

    /// <summary>The address without user information, and without a query that could hold a signature.</summary>
    public static string Shown(Uri uri)
    {
        var query = uri.Query.TrimStart('?');
        var harmless = query.Split('&', StringSplitOptions.RemoveEmptyEntries).All(p => HarmlessParameters.Contains(p.Split('=')[0]));
        return uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (query.Length == 0 ? "" : harmless ? "?" + query : "?…");
    }
}
