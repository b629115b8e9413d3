using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports;

/// <summary>How much a report tells of whom.</summary>
public enum ReportDetail
{
    /// <summary>Numbers only: no person, no device, no mailbox; groups under five are not told.</summary>
    Aggregate,

    /// <summary>Every case, its device and person under a keyed pseudonym: the same within one authority, another in any other.</summary>
    Pseudonymised,

    /// <summary>Every case with its device and person; for those who have to act on it.</summary>
    Named,
}

/// <summary>For which program a report's CSV files are written.</summary>
public enum CsvDialect
{
    /// <summary>RFC 4180: commas, UTF-8 without a mark.</summary>
    Standard,

    /// <summary>What a spreadsheet with Belgian settings opens at a double click: semicolons, UTF-8 with a mark.</summary>
    SpreadsheetBelgium,
}

/// <summary>The forms that a report can be written in; all say the same.</summary>
[Flags]
public enum ReportFormats
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A page to read and print: <c>report.html</c>.</summary>
    Html = 1,

    /// <summary>The document for programs: <c>report.json</c>. Always written, because the others are checked against it.</summary>
    Json = 2,

    /// <summary>Lists: <c>exposures.csv</c> and <c>rejected.csv</c>.</summary>
    Csv = 4,

    /// <summary>A workbook: <c>report.xlsx</c>.</summary>
    Xlsx = 8,

    /// <summary>A summary to paste into a mail: <c>summary.md</c>.</summary>
    Markdown = 16,

    /// <summary>The page as printed by an installed Chromium, Chrome or Edge: <c>report.pdf</c>.</summary>
    Pdf = 32,

    /// <summary>All that need no other program.</summary>
    Standard = Html | Json | Csv | Xlsx | Markdown,
}

/// <summary>What a report is to be like.</summary>
public sealed record ReportOptions
{
    /// <summary>How much it tells of whom.</summary>
    public ReportDetail Detail { get; init; } = ReportDetail.Aggregate;

    /// <summary>Language of its text: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>; <c>fr-nl</c> for the bilingual edition.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The forms to write.</summary>
    public ReportFormats Formats { get; init; } = ReportFormats.Standard;

    /// <summary>Title of the directive, for people, where it is not a shipped one; its id alone is shown without.</summary>
    public string? DirectiveTitle { get; init; }

    /// <summary>For which program the CSV files are.</summary>
    public CsvDialect Csv { get; init; } = CsvDialect.Standard;

    /// <summary>The key of an authority's pseudonyms, at least 32 bytes; needed for <see cref="ReportDetail.Pseudonymised"/> and never written anywhere.</summary>
    public ReadOnlyMemory<byte> PseudonymKey { get; init; }

    /// <summary>What proves it.</summary>
    public ProofOptions Proof { get; init; } = new();
}
