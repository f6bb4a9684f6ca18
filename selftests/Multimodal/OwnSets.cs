using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.SelfTests.Multimodal;

/// <summary>A data set directory with sets of pictures of our own, in the form in which a pull leaves them.</summary>
internal sealed class OwnSets : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kvv-sets-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>An item of OCRBench about a picture of the fixtures.</summary>
    public JsonObject Ocr(string category, string question, string answer, string picture = "circles-3.png") => new()
    {
        ["dataset"] = "own",
        ["question"] = question,
        ["question_type"] = category,
        ["answer"] = new JsonArray(answer),
        ["image"] = Blob(picture),
    };

    /// <summary>An item of MMMU-Pro with as many copies of one picture.</summary>
    public JsonObject Mmmu(string id, string question, string options, string answer, int pictures)
    {
        var item = new JsonObject { ["id"] = id, ["question"] = question, ["options"] = options, ["answer"] = answer, ["subject"] = "Art" };
        for (var i = 1; i <= 7; i++)
            item[$"image_{i}"] = i <= pictures ? Blob("circles-3.png") : null;
        return item;
    }

    /// <summary>Writes the items of a set.</summary>
    public void Items(string name, params IEnumerable<JsonObject> items) =>
        Write($"{name}/items.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', items.Select(i => i.ToJsonString())) + "\n"));

    /// <summary>What the registry prepares for these sets.</summary>
    public Preparation Prepare(string id, string profile, params (string Variable, string Value)[] more)
    {
        var contract = new ProfileStore(System.IO.Path.Combine(VisionRun.Fixtures, "models")).Load(profile);
        var variables = more.Append(("KVV_DATASETS", Path)).ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal);
        var settings = new SettingsReader(new Dictionary<string, string>(), variables, RepositoryRoot.Path).Read();
        return BenchmarkRegistry.Get(id).Prepare(new(new ProbeContext(contract, contract.Name, contract.Dialect, 1, HasKey: false), settings, VisionRun.Fixtures));
    }

    /// <summary>As <see cref="Prepare"/>, for what can be run.</summary>
    public Benchmark Ready(string id, string profile, params (string Variable, string Value)[] more) => ((Preparation.Ready)Prepare(id, profile, more)).Benchmark;

    /// <summary>Keeps a file under its hash.</summary>
    public JsonObject Blob(byte[] bytes, string mediaType)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Write($"blobs/{hash[..2]}/{hash}", bytes);
        return new() { ["blob"] = hash, ["mediaType"] = mediaType, ["bytes"] = bytes.Length };
    }

    private JsonObject Blob(string picture) => Blob(File.ReadAllBytes(System.IO.Path.Combine(VisionRun.Fixtures, "multimodal", "pictures", picture)), "image/png");

    private void Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
