using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>The limits of MFJS (MoonshotAI/walle, v0.1.13; its documents still name smaller ones).</summary>
internal static class MfjsLimits
{
    public const int MaxEnumItems = 1_000;
    public const int MaxEnumLength = 75_000;
    public const int EnumLengthThreshold = 2_500;
    public const int MaxAnyOfBranches = 500;
    public const int MaxDepth = 30;
    public const int MaxSize = 120_000;
    public const int MaxPropertyKeys = 3_000;

    /// <summary>The size of a value as UTF-8 without white space, strings and numbers as written.</summary>
    public static int CompactSize(JsonElement value)
    {
        var size = 0;
        var isInString = false;
        var isEscaped = false;
        foreach (var b in System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value))
        {
            if (isInString)
            {
                size++;
                (isInString, isEscaped) = (isEscaped || b != '"', !isEscaped && b == '\\');
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                size++;
                isInString = b == '"';
            }
        }

        return size;
    }
}
