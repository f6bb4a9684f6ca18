using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.PromptTokens;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Proofs;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// A maker and a vendor of the same model: prompt tokens of some requests are published as a healthy endpoint counts them, and the
/// faulty one, which does not say that it is the reference endpoint, is held against them.
/// </summary>
internal sealed class PublishedCounts : IAsyncDisposable
{
    private static readonly string[] Requests =
    [
        """{"messages":[{"role":"user","content":"Name a colour."}]}""",
        """{"messages":[{"role":"system","content":"Answer in one word."},{"role":"user","content":"Name a colour."}]}""",
        """{"messages":[{"role":"user","content":"Name a colour."},{"role":"assistant","content":"Green."},{"role":"user","content":"Name another."}]}""",
    ];

    private readonly ReferenceEndpoint _vendor;
    private readonly ManglingProxy _proxy;
    private readonly string _folder;

    private PublishedCounts(ReferenceEndpoint vendor, ManglingProxy proxy, string folder)
    {
        _vendor = vendor;
        _proxy = proxy;
        _folder = folder;
    }

    /// <summary>The settings of a run against the vendor.</summary>
    public IEnumerable<(string Variable, string Value)> Settings => [("KVV_BASE_URL", _proxy.BaseUrl.ToString()), ("KVV_MODEL", _vendor.ModelId), ("KVV_DATASETS", _folder)];

    /// <summary>Publishes the counts and starts the vendor.</summary>
    public static async Task<PublishedCounts> StartAsync(string profilePath, string faults, ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-cases-").FullName;
        await using (var maker = await ReferenceEndpoint.StartAsync(new() { ProfilePath = profilePath, Seed = seed }))
        {
            using var http = new HttpClient();
            var path = Path.Combine(folder, PromptTokenSource.RelativePath);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllLinesAsync(path, await Task.WhenAll(Requests.Select((request, i) => CaseAsync(http, maker, request, $"case-{i}"))));
        }

        var vendor = await ReferenceEndpoint.StartAsync(new() { ProfilePath = profilePath, Faults = faults, Seed = seed });
        var proxy = await ManglingProxy.StartAsync(vendor, new() { ChangeReply = call => call.Each(body => body.Remove("system_fingerprint")) });
        proxy.Arm();
        return new(vendor, proxy, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _vendor.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> CaseAsync(HttpClient http, ReferenceEndpoint maker, string request, string id)
    {
        var body = (JsonObject)JsonNode.Parse(request)!;
        body["model"] = maker.ModelId;
        using var response = await http.PostAsJsonAsync(new Uri($"{maker.BaseUrl}/chat/completions"), body);
        var reply = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return new JsonObject { ["id"] = id, ["request"] = JsonNode.Parse(request), ["expected_prompt_tokens"] = (long)reply!["usage"]!["prompt_tokens"]! }.ToJsonString();
    }
}
