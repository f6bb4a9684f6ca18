using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>
/// The few examples that are shown of one kind of anomaly. Which ones does not depend on who came first: the places where it
/// was seen are ranked by a hash of their names, so that an interrupted run, and one with other requests beside it, shows the
/// same. A hash rather than the name itself: it is a fair sample of the run, and of n places in any order only about
/// 3 ln n are ever among the first three, and written down. Not thread-safe.
/// </summary>
internal sealed class AnomalyExamples
{
    private const int Most = 3;

    private readonly List<Example> _examples = [];

    /// <summary>The examples in the order of their rank.</summary>
    public IReadOnlyList<Example> All => _examples;

    /// <summary>
    /// Looks at a place where the kind was seen. Of several replies of one place the first counts: the files of an example bear
    /// the name of its place, and a second exchange would mix its request with the answer of the first.
    /// </summary>
    /// <param name="origin">The place: a trial with its step, or a check.</param>
    /// <param name="anomaly">What was seen there.</param>
    /// <returns>The example that it has become, or <see langword="null"/>.</returns>
    public Example? Offer(string origin, Anomaly anomaly)
    {
        if (_examples.Exists(e => e.Origin == origin))
            return null;
        var offered = new Example(Rank(origin), origin, anomaly);
        _examples.Add(offered);
        _examples.Sort(Compare);
        if (_examples.Count <= Most)
            return offered;
        var last = _examples[^1];
        _examples.Remove(last);
        return last == offered ? null : offered;
    }

    private static ulong Rank(string origin) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    private static int Compare(Example one, Example other)
    {
        var order = one.Rank.CompareTo(other.Rank);
        return order != 0 ? order : string.CompareOrdinal(one.Origin, other.Origin);
    }

    /// <summary>One example.</summary>
    internal sealed class Example(ulong rank, string origin, Anomaly anomaly)
    {
        public ulong Rank => rank;

        public string Origin => origin;

        public Anomaly Anomaly => anomaly;

        /// <summary>Files of the run folder that show it; none until they are written.</summary>
        public IReadOnlyList<string> Evidence { get; set; } = [];
    }
}
