using System.Text.Json;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what a check of a report found.</summary>
internal static class CheckPrinter
{
    public static async Task PrintAsync(ReportCheckResult result, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format == OutputFormat.Json)
        {
            await Records.WriteOneAsync(json => Write(json, result), terminal, cancellation).ConfigureAwait(false);
            return;
        }

        if (result.First is { } first)
        {
            terminal.Tables.Write(Tables.Line($"Does not fit: {first.Sentence}"));
            foreach (var finding in result.Findings.Skip(1))
                terminal.Tables.Write(Tables.Line($"Also: {finding.Sentence}"));
        }
        else
        {
            terminal.Tables.Write(Tables.Line($"Fits: {About(result.Manifest!)}."));
        }

        if (result.SignedBy is { } signer)
            terminal.Tables.Write(Tables.Line($"Signed by {signer.Subject}, certificate {signer.Certificate}{(signer.CheckedAgainst is { } against ? $", checked against {against}" : "")}."));
        if (result.ManifestSha256 is { } hash)
            terminal.Tables.Write(Tables.Line($"SHA-256 of manifest.json: {hash}"));
        foreach (var note in result.Notes)
            await terminal.Error.WriteLineAsync(Tables.Printable(note)).ConfigureAwait(false);
    }

    private static string About(ReportManifest manifest) => manifest.Scan is { } scan
        ? $"the {manifest.Detail} report of {manifest.Authority ?? "an authority that is not named"} as of {scan.AsOf:yyyy-MM-dd}, scan {scan.Id}, {manifest.Files.Count} files"
        : $"a report that adds up others, {manifest.Files.Count} files";

    private static void Write(Utf8JsonWriter json, ReportCheckResult result)
    {
        json.WriteStartObject();
        json.WriteBoolean("fits", result.IsWhole);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            json.WriteString("flaw", Parsing.Word(finding.Flaw));
            Text("file", finding.File);
            json.WriteString("sentence", finding.Sentence);
            Text("expected", finding.Expected);
            Text("actual", finding.Actual);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in result.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        Text("manifestSha256", result.ManifestSha256);
        if (result.Manifest is { } manifest)
        {
            Text("authority", manifest.Authority);
            Text("scan", manifest.Scan?.Id);
            Text("asOf", manifest.Scan?.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            Text("detail", manifest.Detail);
        }

        if (result.SignedBy is { } signer)
        {
            json.WriteStartObject("signedBy");
            json.WriteString("subject", signer.Subject);
            json.WriteString("issuer", signer.Issuer);
            json.WriteString("certificate", signer.Certificate);
            Text("checkedAgainst", signer.CheckedAgainst);
            json.WriteEndObject();
        }

        if (result.TimeStamp is { } stamp)
        {
            json.WriteStartObject("timeStamp");
            json.WriteString("time", stamp.Time.UtcDateTime);
            json.WriteString("of", stamp.Of);
            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    }
}
