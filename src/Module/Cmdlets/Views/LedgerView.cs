using TikTokBan.Ledger.Chain;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a ledger's check, copy, checkpoint, erasure and trend.</summary>
public static class LedgerView
{
    /// <summary>Whether all is as it was stored.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it isn't, and another where that isn't known.</returns>
    public static string Whole(LedgerCheckResult shown) => shown is null ? "" : shown.IsWhole ? Paint.Good("yes") : shown.Findings.Count > 0 ? Paint.Act("no") : Paint.Look("no");

    /// <summary>How much is not as it was stored.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Found(LedgerCheckResult shown) => shown is null ? "" : CellText.Number(shown.Findings.Count + shown.More);

    /// <summary>What is not as it was stored.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Findings(LedgerCheckResult shown) => shown is null ? "" : CellText.Lines(shown.Findings.Select(finding => finding.Sentence));

    /// <summary>What else is to be known.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Notes(LedgerCheckResult shown) => shown is null ? "" : CellText.Lines(shown.Notes);

    /// <summary>What follows from it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Follows(ChainFinding shown) => shown is null ? "" : CellText.Lines(shown.Follows);

    /// <summary>Whether the copy is as it was stored.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it isn't.</returns>
    public static string CopyWhole(LedgerCopyResult shown) => shown is null ? "" : shown.IsWhole ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>What was copied.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Tables with rows.</returns>
    public static string Tables(LedgerCopyResult shown) => shown is null ? "" : CellText.Counts(shown.Tables.Select(table => KeyValuePair.Create(table.Table, table.Rows)));

    /// <summary>What is not as it was stored.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string CopyFindings(LedgerCopyResult shown) => shown is null ? "" : CellText.Lines(shown.Findings.Select(finding => finding.Sentence));

    /// <summary>When it was made.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string At(Checkpoint shown) => shown is null ? "" : CellText.Time(shown.At);

    /// <summary>Whether somebody signed it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where nobody did.</returns>
    public static string Signed(Checkpoint shown) => shown is null ? "" : shown.Signature is null ? Paint.Look("no") : Paint.Good("yes");

    /// <summary>Whether it was done.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no.</returns>
    public static string Erased(LedgerErasure shown) => shown is null ? "" : CellText.YesNo(shown.IsErased);

    /// <summary>The months of the keys.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The only one, or the first and the last.</returns>
    public static string Period(LedgerErasure shown) => shown?.Months switch
    {
        null or [] => "",
        [var only] => only,
        [var first, .., var last] => $"{first} to {last}",
    };

    /// <summary>How many subjects lose their keys.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Subjects(LedgerErasure shown) => shown is null ? "" : CellText.Number(shown.Subjects.Count);

    /// <summary>How many devices only this person used.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Devices(LedgerErasure shown) => shown is null ? "" : CellText.Number(shown.Devices.Count);

    /// <summary>How many scans are concerned.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Scans(LedgerErasure shown) => shown is null ? "" : CellText.Number(shown.Scans.Count);

    /// <summary>Which scans are concerned.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids.</returns>
    public static string ScanIds(LedgerErasure shown) => shown is null ? "" : CellText.Words(shown.Scans);

    /// <summary>Which waivers are concerned.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids.</returns>
    public static string Waivers(LedgerErasure shown) => shown is null ? "" : CellText.Words(shown.Waivers);

    /// <summary>Which plans are concerned.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids.</returns>
    public static string Plans(LedgerErasure shown) => shown is null ? "" : CellText.Words(shown.Plans);

    /// <summary>All months of the keys.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Months.</returns>
    public static string Months(LedgerErasure shown) => shown is null ? "" : CellText.Words(shown.Months);

    /// <summary>What stands against it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Holds(LedgerErasure shown) => shown is null ? "" : CellText.Lines(shown.Holds);

    /// <summary>First day of the step.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string Begins(TrendRow shown) => shown is null ? "" : CellText.Day(shown.Begins);

    /// <summary>As of when.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string TrendAsOf(TrendRow shown) => shown is null ? "" : CellText.Day(shown.AsOf);

    /// <summary>What a row is of, where cases are counted apart.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The key; a word where it isn't known.</returns>
    public static string Key(TrendRow shown) => shown is null ? "" : shown.Key ?? "(not known)";
}
