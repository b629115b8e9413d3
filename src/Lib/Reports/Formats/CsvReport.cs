using System.Globalization;
using System.Text;
using CsvHelper;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats;

/// <summary>The two lists of a report. Column names are the same in every language, because programs read them.</summary>
internal static class CsvReport
{
    public static void WriteExposures(ReportModel model, TextWriter output, CancellationToken cancellationToken)
    {
        using var csv = Open(model, output);
        if (!model.ListsCases)
        {
            Row(csv, "application", "organisation", "platform", "verdict", "exposures");
            foreach (var group in model.Groups)
                Row(csv, group.Application, group.Organisation, group.Platform, group.Verdict.ToString(), group.Cases.Plain);
            return;
        }

        Row(
            csv, "id", "verdict", "deadline", "application", "class", "conducts", "device", "serial", "platform", "person", "userPrincipalName", "organisation",
            "firstSeen", "lastSeen", "confidence", "payer", "sources", "directive", "rule", "reasons", "missing");
        foreach (var one in model.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Row(
                csv, one.Id, one.Verdict.ToString(), one.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.Application, one.Class,
                string.Join(' ', one.Conducts.Select(conduct => conduct.ToString().ToLowerInvariant())),
                one.Device?.Name ?? one.Device?.Id, one.Device?.Serial, one.Device?.Platform, one.Person?.DisplayName ?? one.Person?.Id, one.Person?.UserPrincipalName,
                one.Organisation, Time(one.FirstSeen, model.TellsDays), Time(one.LastSeen, model.TellsDays), one.Confidence.ToString(), Payers.Of(one),
                string.Join(' ', one.Evidence.Select(piece => piece.Source).Distinct(StringComparer.Ordinal)), one.Directive, one.Rule,
                string.Join(' ', one.Reasons), string.Join(' ', one.Missing));
        }
    }

    public static void WriteRejected(ReportModel model, TextWriter output)
    {
        using var csv = Open(model, output);
        if (model.IsNamed)
        {
            Row(csv, "file", "line", "reason");
            foreach (var row in model.RejectedRows)
                Row(csv, row.Location, Number(row.Line), row.Reason);
            return;
        }

        Row(csv, "file", "rows", "firstLine", "lastLine");
        foreach (var file in model.RejectedFiles)
            Row(csv, file.Location, Number(file.Rows), Number(file.FirstLine), Number(file.LastLine));
    }

    private static CsvWriter Open(ReportModel model, TextWriter output) => CsvWriter.Create(
        output,
        new CsvWriterOptions { Separator = model.Options.Csv == CsvDialect.SpreadsheetBelgium ? ';' : ',' },
        leaveOpen: true);

    private static void Row(CsvWriter csv, params string?[] values) => csv.WriteRecord([.. values.Select(Harmless)]);

    /// <summary>
    /// A spreadsheet takes a cell that begins with one of these for a formula, blanks or quotes before it or not,
    /// so an apostrophe goes before it; the whole and half-width forms count, as some spreadsheets fold them.
    /// </summary>
    internal static string Harmless(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        var first = 0;
        while (first < value.Length && (value[first] == '"' || char.IsWhiteSpace(value[first])))
            first++;
        var risky = value[0] is '\t' or '\r' or '\n' || (first < value.Length && BeginsFormula(value[first]));
        var clean = Within(Displayable.Clean(value));
        return risky ? "'" + clean : clean;
    }

    // A file with commas that a spreadsheet splits at semicolons, or the other way round, has cells that begin in the middle of a value.
    private static string Within(string value)
    {
        if (value.AsSpan().IndexOfAny(',', ';') < 0)
            return value;
        var safe = new StringBuilder(value.Length + 1);
        var begins = false;
        foreach (var character in value)
        {
            if (begins && BeginsFormula(character))
                safe.Append('\'');
            safe.Append(character);
            begins = character is ',' or ';' || (begins && (character == '"' || char.IsWhiteSpace(character)));
        }

        return safe.ToString();
    }

    private static bool BeginsFormula(char character) => character is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time, bool asDay) => time?.UtcDateTime.ToString(asDay ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
