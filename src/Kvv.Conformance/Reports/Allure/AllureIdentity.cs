using System.Security.Cryptography;
using System.Text;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>
/// Names that stay the same from run to run. Allure 2 follows a test by <c>historyId</c>, Allure 3 by <c>testCaseId</c> and
/// the parameters that are not excluded; both are made here from the same two parts.
/// </summary>
internal static class AllureIdentity
{
    /// <summary>32 hexadecimal digits. MD5 is what the format uses; nothing rests on its strength.</summary>
    public static string Hash(params IEnumerable<string> parts)
    {
#pragma warning disable CA5351 // An identifier, no protection.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
#pragma warning restore CA5351
    }

    /// <summary>The identity of a test with its parameters.</summary>
    public static string History(string testCaseId, IEnumerable<AllureParameter> parameters) =>
        Hash([testCaseId, .. parameters.Where(p => !p.Excluded).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}:{p.Value}")]);

    /// <summary>A file name for one result of one run: the same when the run is rendered again.</summary>
    public static string Uuid(string run, string historyId) => new Guid(Convert.FromHexString(Hash("result", run, historyId))).ToString();
}
