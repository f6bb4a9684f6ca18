using System.Globalization;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Session;

/// <summary>The settings as <c>run.json</c> shows them: no key, no header values.</summary>
internal static class ShownSettings
{
    public static IReadOnlyDictionary<string, string> Of(ConformanceSettings settings, string model, Redactor redactor) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["BaseUrl"] = settings.BaseUrl?.ToString() ?? ConformanceSettings.ReferenceBaseUrl,
        ["ApiKeyVariable"] = settings.ApiKeyVariable,
        ["ApiKeySet"] = settings.ApiKey is null ? "no" : "yes",
        ["Model"] = model,
        ["Profile"] = settings.Profile,
        ["Dialect"] = settings.Dialect?.ToString().ToLowerInvariant() ?? "the profile's",
        ["Tier"] = settings.Tier.ToString().ToLowerInvariant(),
        ["Concurrency"] = settings.Concurrency.ToString(CultureInfo.InvariantCulture),
        ["RequestTimeout"] = DurationText.Format(settings.RequestTimeout),
        ["MaxAttempts"] = settings.MaxAttempts.ToString(CultureInfo.InvariantCulture),
        ["IdleTimeout"] = DurationText.Format(settings.IdleTimeout),
        ["RequestsPerMinute"] = Text(settings.RequestsPerMinute),
        ["TokensPerMinute"] = Text(settings.TokensPerMinute),
        ["MaxInfrastructureRate"] = settings.MaxInfrastructureRate.ToString(CultureInfo.InvariantCulture),
        ["PriceInput"] = Text(settings.PriceInput),
        ["PriceOutput"] = Text(settings.PriceOutput),
        ["MaxTokens"] = Text(settings.Budget.Tokens),
        ["MaxCost"] = Text(settings.Budget.Cost),
        ["MaxDuration"] = settings.Budget.Duration is { } duration ? DurationText.Format(duration) : "none",
        ["Shard"] = settings.Shard?.ToString() ?? "none",
        ["Seed"] = settings.Seed.ToString(CultureInfo.InvariantCulture),
        ["SeedOrigin"] = Word(settings.SeedOrigin),
        ["ExtraBody"] = redactor.Redact(settings.ExtraBody.ToJsonString()),
        ["ExtraHeaders"] = string.Join(", ", settings.ExtraHeaders.Keys),
        ["Sandbox"] = settings.Sandbox.ToString().ToLowerInvariant(),
        ["ToolStyle"] = settings.ToolStyle.ToString().ToLowerInvariant(),
        ["UndecidedIs"] = settings.UndecidedIs.ToString().ToLowerInvariant(),
        ["Recommendations"] = settings.Recommendations.ToString().ToLowerInvariant(),
        ["SmokeFailure"] = settings.SmokeFailure.ToString().ToLowerInvariant(),
        ["PictureServer"] = settings.PictureServer is { } pictures ? pictures.Address?.ToString() ?? "on" : "off",
        ["ImageCompatibility"] = settings.ImageCompatibility.ToString().ToLowerInvariant(),
        ["ReferenceFaults"] = settings.ReferenceFaults,
        ["GateMaxAge"] = DurationText.Format(settings.GateMaxAge),
        ["SchemaThinking"] = settings.SchemaThinking.ToString().ToLowerInvariant(),
        ["SchemaCaseDirectory"] = settings.SchemaCaseDirectory ?? "",
        ["Baselines"] = settings.Baselines ?? "",
    };

    /// <summary>The word for where a seed comes from.</summary>
    public static string Word(SeedOrigin origin) => origin.ToString().ToLowerInvariant();

    private static string Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture) ?? "none";
}
