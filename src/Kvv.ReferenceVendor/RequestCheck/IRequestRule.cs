using System.Text.Json;
using Kvv.ReferenceVendor.Contract;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>A request under examination: its body and what the contract says.</summary>
/// <param name="Body">The parsed body, an object once the first rule has passed.</param>
/// <param name="Contract">The served model's contract.</param>
/// <param name="ModelId">The id the model is served under.</param>
/// <param name="Thinking">Whether the model would think on this request.</param>
internal sealed record Candidate(JsonElement Body, VendorContract Contract, string ModelId, bool Thinking);

/// <summary>One part of the request check.</summary>
internal interface IRequestRule
{
    /// <summary>Each way in which the request breaks this part; none when it conforms.</summary>
    IEnumerable<Refusal> Examine(Candidate request);
}
