using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Reports.Allure;

// The result format of Allure 2, which both generators read: https://allurereport.org/docs/how-it-works-test-result-file/
// A list is never null: Allure 2 refuses the whole folder over one.

/// <summary>One test.</summary>
internal sealed record AllureResult
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public required string FullName { get; init; }

    public required string TestCaseId { get; init; }

    public required string HistoryId { get; init; }

    public IReadOnlyList<string> TitlePath { get; init; } = [];

    public required string Status { get; init; }

    public string Stage { get; init; } = "finished";

    public required long Start { get; init; }

    public required long Stop { get; init; }

    public AllureDetails? StatusDetails { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<AllureLabel> Labels { get; init; } = [];

    public IReadOnlyList<AllureParameter> Parameters { get; init; } = [];

    public IReadOnlyList<AllureLink> Links { get; init; } = [];

    public IReadOnlyList<AllureStep> Steps { get; init; } = [];

    public IReadOnlyList<AllureAttachment> Attachments { get; init; } = [];
}

/// <summary>A part of a test.</summary>
internal sealed record AllureStep(string Name, string Status, long Start, long Stop)
{
    public string Stage { get; init; } = "finished";

    public AllureDetails? StatusDetails { get; init; }

    public IReadOnlyList<AllureParameter> Parameters { get; init; } = [];

    public IReadOnlyList<AllureAttachment> Attachments { get; init; } = [];

    public IReadOnlyList<AllureStep> Steps { get; init; } = [];
}

/// <summary>What a status rests on.</summary>
internal sealed record AllureDetails(string Message)
{
    public string? Trace { get; init; }

    public string? Expected { get; init; }

    public string? Actual { get; init; }
}

/// <summary>A label.</summary>
internal sealed record AllureLabel(string Name, string Value);

/// <summary>A parameter; an excluded one is shown but is no part of the test's identity.</summary>
internal sealed record AllureParameter(string Name, string Value, bool Excluded = false);

/// <summary>A link.</summary>
internal sealed record AllureLink(string Name, string Url, string Type);

/// <summary>A file beside the results.</summary>
internal sealed record AllureAttachment(string Name, string Source, string Type);
