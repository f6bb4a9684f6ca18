using System.Text;
using System.Text.Json;
using Kvv.ReferenceVendor.Channels;
using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>Turns a checked body into a <see cref="ChatCall"/>. Lenient, because a fault may have waived a rule.</summary>
internal sealed class CallReader(VendorContract contract)
{
    // How a reply is delivered, and the seed, do not change what the conversation says.
    private static readonly string[] Delivery = ["stream", "stream_options", "seed", "user", "metadata"];

    /// <summary>Reads a checked body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="hash">Hash of its bytes.</param>
    /// <param name="occurrence">How often these bytes came before.</param>
    public ChatCall Read(JsonElement body, ulong hash, int occurrence)
    {
        return new ChatCall
        {
            Body = body,
            Model = body.Text("model") ?? "",
            Turns = [.. body.Items("messages").Select(TurnReader.Read)],
            Tools = [.. ToolReader.Read(body)],
            Choice = Choice(body),
            Parallel = body.Flag("parallel_tool_calls") != false && contract.Tools.Parallel,
            Shape = Shape(body),
            Thinking = ThinkingSwitch.Read(body, contract),
            Sampling = Sampling(body),
            Stream = body.Flag("stream") == true,
            IncludeUsage = body.Has("stream_options", out var options) && options.Flag("include_usage") == true,
            BodyHash = hash,
            ContentHash = ContentHash(body),
            Occurrence = occurrence,
        };
    }

    private static ulong ContentHash(JsonElement body)
    {
        var text = new StringBuilder();
        foreach (var member in body.EnumerateObject().Where(m => !Delivery.Contains(m.Name)))
            text.Append(member.Name).Append('\u0001').Append(member.Value.GetRawText()).Append('\u0002');
        return StableHash.Of(text.ToString());
    }

    private static ToolChoice Choice(JsonElement body)
    {
        if (!body.Has("tool_choice", out var choice))
            return new(ToolFreedom.Auto);
        if (choice.ValueKind == JsonValueKind.Object)
            return new(ToolFreedom.Named, choice.Has("function", out var function) ? function.Text("name") : null);
        return body.Text("tool_choice") switch
        {
            "none" => new(ToolFreedom.None),
            "required" => new(ToolFreedom.Required),
            _ => new(ToolFreedom.Auto),
        };
    }

    private static ResponseShape Shape(JsonElement body)
    {
        if (!body.Has("response_format", out var format) || format.Text("type") is not ("json_object" or "json_schema"))
            return ResponseShape.Text;
        var schema = format.Has("json_schema", out var wrapper) && wrapper.Has("schema", out var found) && found.ValueKind == JsonValueKind.Object
            ? found
            : (JsonElement?)null;
        return new(format.Text("type")!, schema, format.GetRawText());
    }

    private SamplingSettings Sampling(JsonElement body)
    {
        var thinking = ThinkingSwitch.Read(body, contract).On;
        return new()
        {
            Temperature = body.Number("temperature") ?? DefaultTemperature(thinking),
            Seed = body.Integer("seed"),
            N = (int)Math.Clamp(body.Integer("n") ?? 1, 1, 128),
            MaxTokens = Cap(body, "max_tokens"),
            MaxCompletionTokens = Cap(body, "max_completion_tokens"),
            Stop = Stop(body),
            Penalty = Math.Max(body.Number("frequency_penalty") ?? 0, (body.Number("repetition_penalty") ?? 1) - 1),
            Logprobs = body.Flag("logprobs") == true && contract.Features.Logprobs,
            TopLogprobs = (int)Math.Clamp(body.Integer("top_logprobs") ?? 0, 0, 20),
        };
    }

    private double DefaultTemperature(bool thinking) =>
        contract.Parameters.FirstOrDefault(p => p.Name == "temperature" && p.AppliesTo(thinking)) is { } rule ? rule.Fixed ?? rule.Default ?? 1.0 : 1.0;

    private static int? Cap(JsonElement body, string name) =>
        body.Integer(name) is { } cap ? (int)Math.Clamp(cap, 1, int.MaxValue) : null;

    private static IReadOnlyList<string> Stop(JsonElement body)
    {
        if (body.Text("stop") is { } one)
            return [one];
        return [.. body.Items("stop").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!)];
    }
}
