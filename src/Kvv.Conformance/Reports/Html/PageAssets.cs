using System.Security.Cryptography;
using System.Text;

namespace Kvv.Conformance.Reports.Html;

/// <summary>The page's style sheet and script, and the policy that lets a browser run these two and nothing else.</summary>
internal static class PageAssets
{
    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>
    /// No network, no frames, no forms, no plug-ins, no inline script or style but the two whose hashes are named (Content
    /// Security Policy Level 3), and no string that becomes markup (Trusted Types).
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>An asset of the reports, with line feeds only, so that its hash is the same after a checkout on any system.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"Kvv.Conformance.Reports.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
