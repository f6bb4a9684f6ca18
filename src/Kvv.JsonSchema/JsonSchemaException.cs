namespace Kvv.Schemas;

/// <summary>A schema that is not valid, refers to what cannot be found, or asks for what is not supported.</summary>
public sealed class JsonSchemaException : Exception
{
    /// <summary>A fault at a place in a schema.</summary>
    /// <param name="keywordPath">JSON Pointer to the keyword, from the root of its document.</param>
    /// <param name="reason">One sentence.</param>
    /// <param name="inner">The cause, if another exception is one.</param>
    public JsonSchemaException(string keywordPath, string reason, Exception? inner = null)
        : base($"{(keywordPath.Length == 0 ? "The root" : keywordPath)}: {reason}", inner)
    {
        KeywordPath = keywordPath;
        Reason = reason;
    }

    /// <summary>JSON Pointer to the keyword, from the root of its document; empty for the root itself.</summary>
    public string KeywordPath { get; }

    /// <summary>One sentence: what is wrong.</summary>
    public string Reason { get; }
}
