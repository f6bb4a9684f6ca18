using System.Collections;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Some records of a pack, in an order of their own. Each is made when it is asked for and kept by nobody: who needs the same
/// ones many times takes a list of them.
/// </summary>
internal sealed class PackedTrials(TrialPack pack, IReadOnlyList<long> places) : IReadOnlyList<TrialRecord>
{
    public int Count => places.Count;

    public TrialRecord this[int index] => pack.Read(places[index]);

    /// <summary>Where a record stands in the pack.</summary>
    public long PlaceOf(int index) => places[index];

    public IEnumerator<TrialRecord> GetEnumerator() => places.Select(pack.Read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
