using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Reports;

/// <summary>A report as somebody asks for it.</summary>
public sealed record ReportRequest
{
    /// <summary>What it is to be like.</summary>
    public required ReportOptions Options { get; init; }

    /// <summary>Folder to write it into.</summary>
    public required string Folder { get; init; }

    /// <summary>The ledger that holds the scan and where the report is recorded; null for a scan that the caller holds and of which nothing else is known.</summary>
    public LedgerLocation? Ledger { get; init; }

    /// <summary>Which scan of the ledger: <c>latest</c>, its id or the beginning of its id; null where <see cref="Scan"/> is given.</summary>
    public string? Reference { get; init; }

    /// <summary>A scan that the caller holds, whole or a selection; null where the ledger's is meant.</summary>
    public ScanResult? Scan { get; init; }

    /// <summary>The file of a directive of the authority's own, where the scan judged by one.</summary>
    public string? DirectiveFile { get; init; }

    /// <summary>The authority profile, for names of organisations and assumptions in the report's language; null takes them as the scan has them.</summary>
    public string? Profile { get; init; }

    /// <summary>File with the key of the pseudonyms; null takes the authority's own, beside the ledger.</summary>
    public string? PseudonymKeyFile { get; init; }

    /// <summary>Whether somebody agreed that names are told.</summary>
    public bool NamesAgreed { get; init; }

    /// <summary>Who makes it.</summary>
    public string? Actor { get; init; }

    /// <summary>Name and version of what makes it.</summary>
    public required string Product { get; init; }
}

/// <summary>A report that was written.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Files">Its files, as full paths.</param>
/// <param name="Scan">Id of its scan.</param>
/// <param name="Detail">How much it tells.</param>
public sealed record WrittenReport(string Folder, IReadOnlyList<string> Files, string Scan, ReportDetail Detail)
{
    /// <summary>What to open first: the page, else the first of its files.</summary>
    public string Opens => Files.FirstOrDefault(file => file.EndsWith(".html", StringComparison.Ordinal)) ?? Files[0];
}
