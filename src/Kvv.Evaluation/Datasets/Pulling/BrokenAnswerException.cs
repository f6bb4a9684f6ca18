namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>An answer with status 200 that is not what it should be; worth another attempt.</summary>
internal sealed class BrokenAnswerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An answer that another attempt would not change.</summary>
internal sealed class RefusedException(Uri address, int status, string? code, string message)
    : DatasetException(message)
{
    public Uri Address => address;

    public int Status => status;

    /// <summary>The viewer's own name of the error, from the header <c>X-Error-Code</c>.</summary>
    public string? Code => code;
}
