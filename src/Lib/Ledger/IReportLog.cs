namespace TikTokBan.Ledger;

/// <summary>Keeps which reports were made, and what each told: the next one must not give away by comparison what both hide.</summary>
public interface IReportLog
{
    /// <summary>Adds a report that was made.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Gives up; nothing is then stored.</param>
    /// <exception cref="UnusableInputException">The ledger holds no such scan, or can't be written.</exception>
    Task AddReportAsync(RecordedReport report, CancellationToken cancellationToken = default);

    /// <summary>All reports that were made, in the order in which they were.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger can't be read, or was altered.</exception>
    Task<IReadOnlyList<RecordedReport>> ListReportsAsync(CancellationToken cancellationToken = default);
}

/// <summary>A report that was made of a stored scan.</summary>
public sealed record RecordedReport
{
    /// <summary>The scan's id.</summary>
    public required string Scan { get; init; }

    /// <summary>The scan's hash, as the ledger gives it: several scans can have one id.</summary>
    public required string ScanSha256 { get; init; }

    /// <summary><c>aggregate</c>, <c>pseudonymised</c> or <c>named</c>.</summary>
    public required string Detail { get; init; }

    /// <summary>Its language, such as <c>fr</c>, or <c>fr-nl</c> for the bilingual edition.</summary>
    public required string Language { get; init; }

    /// <summary>Names of the forms that it was written in, such as <c>html</c>.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who made it; null where nobody said.</summary>
    public string? Actor { get; init; }

    /// <summary>SHA-256 of its manifest, in lower-case hexadecimal; null without one.</summary>
    public string? ManifestSha256 { get; init; }

    /// <summary>SHA-256 of its document for programs; null without one.</summary>
    public string? DocumentSha256 { get; init; }

    /// <summary>Each number that an aggregate report told, by name, as it stands in files for machines; empty for others.</summary>
    public IReadOnlyDictionary<string, string> Figures { get; init; } = new Dictionary<string, string>();
}
