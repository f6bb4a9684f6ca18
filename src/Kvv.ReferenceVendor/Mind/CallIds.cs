using System.Globalization;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>
/// Ids for new tool calls: <c>functions.name:n</c> for the K2 family and <c>name_n</c> elsewhere, n counting the calls of the
/// whole conversation, so that no id repeats within it.
/// </summary>
internal static class CallIds
{
    public static void Assign(Draft draft, ChatCall call, VendorContract contract)
    {
        var taken = call.Turns.SelectMany(t => t.Calls).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var next = call.PastCalls;
        foreach (var made in draft.Calls)
        {
            do
            {
                made.Id = string.Create(CultureInfo.InvariantCulture, $"{(contract.Tools.CountedIds ? $"functions.{made.Name}:" : $"{made.Name}_")}{next++}");
            }
            while (!taken.Add(made.Id));
        }
    }
}
