using System.Text.Json;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>A report that was ordered, and how often. Used by one reader at a time.</summary>
internal sealed class ExportJob(ExportReport report)
{
    public ExportReport Report { get; } = report;

    /// <summary>Its first ordering, which several readers may wait for; null before.</summary>
    public Task? Submission { get; set; }

    /// <summary>The service's id of it; null before it has one.</summary>
    public string? Id { get; set; }

    /// <summary>When that id was given.</summary>
    public DateTimeOffset SubmittedAt { get; set; }

    /// <summary>How often it was ordered.</summary>
    public int Attempts { get; set; }

    /// <summary>Which of the report's lists of columns is asked for.</summary>
    public int ColumnSet { get; set; }

    /// <summary>Why it could not be ordered, for whoever wants it later.</summary>
    public TenantException? Refusal { get; set; }
}

/// <summary>What the service says of a job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>notStarted</c>, <c>inProgress</c>, <c>completed</c>, <c>failed</c>, or a word that is newer than we are.</param>
/// <param name="Link">Where its file is, once it is completed.</param>
internal sealed record ExportJobState(string? Id, string? Status, Uri? Link)
{
    public bool IsCompleted => Is("completed") && Link is not null;

    // Completed and without a file is no better.
    public bool HasFailed => Is("failed") || (Is("completed") && Link is null);

    public static ExportJobState Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonRowReader.Lenient);
            var job = JsonBlocks.SingleOf(document);
            return new(
                JsonText.Of(job, "id"),
                JsonText.Of(job, "status"),
                Uri.TryCreate(JsonText.Of(job, "url"), UriKind.Absolute, out var link) ? link : null);
        }
        catch (JsonException e)
        {
            throw new TenantException(TenantFailure.BadAnswer, "Intune described an export job with something that isn't JSON; scan again.", e);
        }
    }

    private bool Is(string status) => string.Equals(Status, status, StringComparison.OrdinalIgnoreCase);
}
