using System.CommandLine;
using System.CommandLine.Parsing;
using TikTokBan.Reports;

namespace TikTokBan.Cli.Options;

/// <summary>What a report is to be like, as it is said on the command line.</summary>
internal sealed class ReportOptionSet
{
    private static readonly string[] Editions = ["en", "fr", "nl", "de", "fr-nl"];

    private static readonly ReportFormats[] Formats = [ReportFormats.Html, ReportFormats.Xlsx, ReportFormats.Csv, ReportFormats.Json, ReportFormats.Markdown, ReportFormats.Pdf];

    public Option<string> Language { get; } = new("--language")
    {
        Description = "Language of the report; fr-nl is the bilingual edition.",
        HelpName = string.Join('|', Editions),
        DefaultValueFactory = _ => "en",
        CustomParser = Edition,
    };

    public Option<ReportDetail> Detail { get; } = new("--detail")
    {
        Description = "How much it tells of whom.",
        HelpName = string.Join('|', Enum.GetValues<ReportDetail>().Select(Parsing.Word)),
        CustomParser = result => Parsing.OneOf(result, Enum.GetValues<ReportDetail>()),
    };

    public Option<bool> Confirm { get; } = new("--confirm")
    {
        Description = "Agrees to a report with names: it is personal data, and the ledger records that it was made.",
    };

    public Option<ReportFormats[]> Format { get; } = new("--format")
    {
        Description = "Forms to write, separated by commas; all but pdf unless you choose. report.json is always there.",
        HelpName = string.Join(',', Formats.Select(Parsing.Word)),
        DefaultValueFactory = _ => [ReportFormats.Standard],
        CustomParser = result => Parsing.SomeOf(result, Formats),
    };

    public Option<CsvDialect> Excel { get; } = new("--excel")
    {
        Description = "Writes the csv files as a spreadsheet with these settings opens them at a double click.",
        HelpName = "be",
        CustomParser = Dialect,
    };

    public Option<string?> PseudonymKey { get; } = new("--pseudonym-key")
    {
        Description = "File with the key of the pseudonyms, at least 32 bytes. Default: the authority's own, kept beside the ledger.",
        HelpName = "FILE",
    };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { Language, Detail, Confirm, Format, Excel, PseudonymKey })
            verb.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public ReportOptions Read(ParseResult parse) => new()
    {
        Detail = parse.GetValue(Detail),
        Language = parse.GetValue(Language)!,
        Formats = parse.GetValue(Format)!.Aggregate(ReportFormats.None, (all, one) => all | one),
        Csv = parse.GetValue(Excel),
    };

    private static string Edition(ArgumentResult result)
    {
        var word = result.Tokens[^1].Value;
        if (!Editions.Contains(word, StringComparer.Ordinal))
            result.AddError($"'{word}' is not one of {string.Join(", ", Editions)}");
        return word;
    }

    private static CsvDialect Dialect(ArgumentResult result)
    {
        var word = result.Tokens[^1].Value;
        if (word != "be")
            result.AddError($"'{word}' is not known; the settings that csv files can be written for are: be");
        return CsvDialect.SpreadsheetBelgium;
    }
}
