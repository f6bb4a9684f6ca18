namespace Kvv.ReferenceVendor;

/// <summary>How the endpoint says what it is, so that no reading of its replies can be taken for a vendor's.</summary>
internal static class ReferenceMarks
{
    public const string Fingerprint = "kvv-reference-endpoint";

    public const string Owner = "kvv-reference-endpoint";

    public const string Header = "x-kvv-reference";
}
