using System.Text.Json;

namespace Kvv.ReferenceVendor.Conversation;

/// <summary>A tool the model may call.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Description">What it says of itself.</param>
/// <param name="Parameters">The argument schema; <see langword="null"/> when the declaration has none.</param>
/// <param name="Raw">The declaration as it was sent, for the prompt.</param>
internal sealed record ToolDeclaration(string Name, string Description, JsonElement? Parameters, string Raw);

/// <summary>How free the model is to call tools.</summary>
internal enum ToolFreedom
{
    Auto,
    None,
    Required,
    Named,
}

/// <summary>The request's <c>tool_choice</c>.</summary>
internal sealed record ToolChoice(ToolFreedom Freedom, string? Name = null)
{
    public bool Forces => Freedom is ToolFreedom.Required or ToolFreedom.Named;
}
