namespace TikTokBan.Reports;

/// <summary>How much a report tells of whom.</summary>
public enum ReportDetail
{
    /// <summary>Numbers only: no person, no device, no mailbox; groups under five are not told.</summary>
    Aggregate,

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

/// <summary>What a report is to be like.</summary>
public sealed record ReportOptions
{
    /// <summary>How much it tells of whom.</summary>
    public ReportDetail Detail { get; init; } = ReportDetail.Aggregate;

    /// <summary>Language of its text: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Title of the directive, for people; its id alone is shown without.</summary>
    public string? DirectiveTitle { get; init; }

    /// <summary>For which program the CSV files are.</summary>
    public CsvDialect Csv { get; init; } = CsvDialect.Standard;
}
