using System.Text.Json.Nodes;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Why a request is not served, by the part of the contract it breaks. Faults look at this, never at the words.</summary>
internal enum BrokenRule
{
    Transport,
    Authentication,
    Syntax,
    Model,
    Messages,
    Content,
    Tools,
    ToolChoice,
    ResponseFormat,
    Parameter,
    Thinking,
    Window,
    Outage,
    Defect,
}

/// <summary>An error answer in OpenAI's form: <c>{"error":{"message","type","param","code"}}</c>.</summary>
/// <param name="Rule">The part of the contract that was broken.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">One sentence for the caller.</param>
/// <param name="Param">The member at fault, when there is one.</param>
/// <param name="Code">A stable word for the kind of mistake.</param>
internal sealed record Refusal(BrokenRule Rule, int Status, string Message, string? Param = null, string? Code = null)
{
    public string Type { get; init; } = Status switch
    {
        401 => "authentication_error",
        404 when Code == "model_not_found" => "not_found_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    /// <summary>The methods a 405 allows.</summary>
    public string? Allow { get; init; }

    /// <summary>Set by a fault to answer with something else than JSON: media type and body.</summary>
    public (string MediaType, string Body)? Instead { get; init; }

    public string Body() => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = Message,
            ["type"] = Type,
            ["param"] = Param,
            ["code"] = Code,
        },
    }.ToJsonString(Text.JsonText.Relaxed);

    /// <summary>A 400 for a wrong member.</summary>
    public static Refusal Bad(BrokenRule rule, string message, string? param, string code = "invalid_value") =>
        new(rule, 400, message, param, code);
}
