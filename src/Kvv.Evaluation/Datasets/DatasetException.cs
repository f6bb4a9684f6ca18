namespace Kvv.Evaluation.Datasets;

/// <summary>A data set that cannot be read, pulled or trusted. The message names the file or address and says what to do.</summary>
public class DatasetException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong, where, and the remedy.</param>
    /// <param name="inner">The cause, if another exception is one.</param>
    public DatasetException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>A data set that is not on this machine. The message is the remedy: a benchmark may report it as the reason why it did not run.</summary>
public sealed class DatasetMissingException : DatasetException
{
    /// <summary>Creates one.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="message">Where it was looked for and how to get it.</param>
    public DatasetMissingException(string name, string message)
        : base(message) => Name = name;

    /// <summary>The data set's name, as <c>kvv datasets pull</c> takes it.</summary>
    public string Name { get; }
}
