using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>
/// Spells the thinking switch of a request in the endpoint's dialect (vendor verifier, common transport rules): Moonshot's
/// <c>thinking:{type,keep,effort}</c>, the open engines' <c>chat_template_kwargs</c>, or nothing.
/// </summary>
public static class ThinkingSwitch
{
    /// <summary>Sets the switch on a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dialect">How the endpoint spells it.</param>
    /// <param name="mode">On or off.</param>
    /// <param name="effort">An effort value of the profile, or <see langword="null"/> to leave effort to the endpoint.</param>
    public static ChatRequest WithThinking(this ChatRequest request, Dialect dialect, ThinkingMode mode, string? effort = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        switch (dialect)
        {
            case Dialect.Kimi:
                var thinking = new JsonObject { ["type"] = mode == ThinkingMode.On ? "enabled" : "disabled" };
                if (effort is not null)
                {
                    thinking["keep"] = "all";
                    thinking["effort"] = effort;
                }

                return request.With("thinking", thinking);
            case Dialect.OpenSource:
                var arguments = new JsonObject { ["thinking"] = mode == ThinkingMode.On };
                if (effort is not null)
                {
                    arguments["preserve_thinking"] = true;
                    arguments["thinking_effort"] = effort;
                }

                return request.With("chat_template_kwargs", arguments);
            default:
                return request;
        }
    }
}
