using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Datasets;

/// <summary>
/// A stand-in of the dataset viewer that speaks its API: <c>/splits</c>, <c>/size</c>, <c>/rows</c> with at most 100 rows, the
/// headers X-Revision and X-Error-Code, errors as JSON, pictures behind signed links.
/// </summary>
internal sealed class Viewer : IAsyncDisposable
{
    private LocalServer _server = null!;
    private int _signature;

    public const string Dataset = "maker/set";
    public const string Config = "standard (10 options)";
    public const string Split = "test";

    public List<JsonObject> Rows { get; } = [];

    public Dictionary<string, (byte[] Bytes, string Type)> Pictures { get; } = [];

    public string? Revision { get; set; } = "1111111111111111111111111111111111111111";

    public int PageLimit { get; set; } = 100;

    /// <summary>Links with a lower number have expired.</summary>
    public int ValidFrom { get; set; }

    public bool Partial { get; set; }

    public List<string> TruncatedCells { get; } = [];

    public LocalServer Server => _server;

    public static async Task<Viewer> StartAsync()
    {
        var viewer = new Viewer();
        viewer._server = await LocalServer.StartAsync(viewer.HandleAsync);
        return viewer;
    }

    /// <summary>Requests for rows so far, as offset and length.</summary>
    public IReadOnlyList<(int Offset, int Length)> Pages =>
        [.. _server.Seen.Where(s => s.Path == "/rows").Select(s => (int.Parse(s.Parameter("offset")!, CultureInfo.InvariantCulture), int.Parse(s.Parameter("length")!, CultureInfo.InvariantCulture)))];

    /// <summary>Adds rows without pictures.</summary>
    public void AddRows(int count)
    {
        for (var i = 0; i < count; i++)
            Rows.Add(new() { ["id"] = $"item-{Rows.Count}", ["question"] = $"问题 {Rows.Count} <é>", ["score"] = 1.50 });
    }

    /// <summary>A cell that links to a picture.</summary>
    public JsonObject Picture(string name, byte[] bytes, string type, int width, int height)
    {
        Pictures[name] = (bytes, type);
        return new() { ["src"] = name, ["height"] = height, ["width"] = width };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static async Task ErrorAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Error-Code"] = code;
        await context.Response.WriteAsJsonAsync(new { error = message });
    }

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/cached-assets/", StringComparison.Ordinal))
            return PictureAsync(context, path["/cached-assets/".Length..]);
        if (context.Request.Query["dataset"] != Dataset)
            return ErrorAsync(context, 404, "ResponseNotFound", "Not found.");
        return path switch
        {
            "/splits" => WriteAsync(context, new() { ["splits"] = new JsonArray(Of([]), Of(new() { ["split"] = "dev" })), ["pending"] = new JsonArray(), ["failed"] = new JsonArray() }),
            "/size" => WriteAsync(context, new() { ["size"] = new JsonObject { ["dataset"] = new JsonObject { ["num_rows"] = Rows.Count }, ["configs"] = new JsonArray(), ["splits"] = new JsonArray(Of(new() { ["num_rows"] = Rows.Count })) }, ["partial"] = Partial }),
            "/rows" => RowsAsync(context),
            _ => ErrorAsync(context, 404, "ResponseNotFound", "Not found."),
        };
    }

    private static JsonObject Of(JsonObject more)
    {
        var split = new JsonObject { ["dataset"] = Dataset, ["config"] = Config, ["split"] = Split };
        foreach (var (name, value) in more)
            split[name] = value?.DeepClone();
        return split;
    }

    private Task RowsAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (offset, length) = (int.Parse(query["offset"]!, CultureInfo.InvariantCulture), int.Parse(query["length"]!, CultureInfo.InvariantCulture));
        if (length > 100)
            return ErrorAsync(context, 422, "InvalidParameter", "Parameter 'length' must not be greater than 100");
        if (query["config"] != Config || query["split"] != Split)
            return ErrorAsync(context, 404, "ResponseNotFound", "Not found.");
        var signature = Interlocked.Increment(ref _signature);
        var rows = new JsonArray();
        for (var i = offset; i < Math.Min(Rows.Count, offset + Math.Min(length, PageLimit)); i++)
            rows.Add(new JsonObject { ["row_idx"] = i, ["row"] = Signed(Rows[i], signature), ["truncated_cells"] = new JsonArray([.. TruncatedCells.Select(c => (JsonNode)c)]) });
        return WriteAsync(context, new()
        {
            ["features"] = new JsonArray(),
            ["rows"] = rows,
            ["num_rows_total"] = Rows.Count,
            ["num_rows_per_page"] = 100,
            ["partial"] = Partial,
        });
    }

    private JsonObject Signed(JsonObject row, int signature)
    {
        var copy = (JsonObject)row.DeepClone();
        foreach (var cell in copy.Select(m => m.Value).OfType<JsonObject>().Where(o => o.ContainsKey("src")))
            cell["src"] = $"{_server.Address}cached-assets/{cell["src"]}?Expires=99&Signature={signature}";
        return copy;
    }

    private async Task PictureAsync(HttpContext context, string name)
    {
        if (int.Parse(context.Request.Query["Signature"]!, CultureInfo.InvariantCulture) < ValidFrom || !Pictures.TryGetValue(name, out var picture))
        {
            context.Response.StatusCode = 403;
            return;
        }

        context.Response.ContentType = picture.Type;
        context.Response.ContentLength = picture.Bytes.Length;
        await context.Response.Body.WriteAsync(picture.Bytes);
    }

    private async Task WriteAsync(HttpContext context, JsonObject body)
    {
        if (Revision is not null)
            context.Response.Headers["X-Revision"] = Revision;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
