using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Faults;

/// <summary>Small sound catalogues that a test changes at one place.</summary>
internal static class Examples
{
    public static JsonObject Catalogue(params JsonObject[] faults) => new()
    {
        ["format"] = "kvv-fault-catalogue/1",
        ["faults"] = new JsonArray([.. faults]),
    };

    public static JsonObject Fault(string id) => new()
    {
        ["id"] = id,
        ["title"] = "An example",
        ["stage"] = "streaming",
        ["symptom"] = "Something is seen.",
        ["cause"] = "Something is set wrongly.",
        ["hint"] = "Set it right. Confirm: one request.",
        ["models"] = new JsonArray(),
        ["severity"] = "low",
        ["evidence"] = "merged",
        ["activation"] = new JsonArray(),
        ["requests"] = "1",
        ["sources"] = new JsonArray(new JsonObject { ["reference"] = "owner/repository#1" }),
        ["lookAlikes"] = new JsonArray(),
        ["requirements"] = new JsonArray(),
        ["metrics"] = new JsonArray(),
        ["injectable"] = true,
    };
}
