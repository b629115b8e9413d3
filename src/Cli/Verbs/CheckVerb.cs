using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>check</c>: whether a report is as it was written, and by whom.</summary>
internal static class CheckVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the report." };
        var thumbprint = new Option<string?>("--certificate-thumbprint") { Description = "SHA-256 of the certificate that must have signed.", HelpName = "SHA256" };
        var trust = new Option<string?>("--trust") { Description = "Certificates one of which must vouch for the signer's: a PEM or DER file. Nothing is fetched.", HelpName = "FILE" };
        var required = new Option<bool>("--require-signature") { Description = "Refuse a report that is not signed." };
        var manifest = new Option<string?>("--manifest-sha256") { Description = "SHA-256 that manifest.json must have, as you were told it by another way.", HelpName = "SHA256" };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day on which the signer's certificate must be valid, as year-month-day. Default: today.", HelpName = "DATE", CustomParser = Parsing.Date };
        var ledger = new Option<string?>("--ledger") { Description = "The ledger that must hold the scan: a file, sqlite: and a file, or a database.", HelpName = "URI" };
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "check",
            "Says whether a report is as it was written, and what doesn't fit; ends with status 1 when anything doesn't. Needs no network.",
            "check ./report",
            "check ./report --require-signature --trust ./authorities.pem",
            "check ./report --ledger ./ledger.db --format json")
        {
            folder, thumbprint, trust, required, manifest, asOf, ledger, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var options = new ReportCheckOptions
            {
                At = parse.GetValue(asOf) is { } day ? new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero) : TimeProvider.System.GetUtcNow(),
                CertificateThumbprint = parse.GetValue(thumbprint),
                Trust = parse.GetValue(trust) is { } file ? ReportCheckOptions.ReadTrust(file) : null,
                RequireSignature = parse.GetValue(required),
                ManifestSha256 = parse.GetValue(manifest),
                Ledger = parse.GetValue(ledger) is { } uri ? new EvidenceLedger(LedgerLocation.Parse(uri)) : null,
            };
            var result = await ReportCheck.CheckAsync(parse.GetValue(folder)!, options, cancellation).ConfigureAwait(false);
            await CheckPrinter.PrintAsync(result, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(result.IsWhole ? ExitStatus.Done : ExitStatus.Failed);
        });
        return verb;
    }
}
