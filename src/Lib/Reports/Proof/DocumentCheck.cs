using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Reports.Proof;

/// <summary>Compares what <c>report.json</c> says of itself with what the manifest says of it.</summary>
internal static class DocumentCheck
{
    private const string Document = "report.json";

    public static async Task RunAsync(FolderContent content, ReportManifest manifest, Findings findings, CancellationToken cancellationToken)
    {
        if (manifest.Kind != "report" || !content.Has(Document))
            return;
        var said = Said(manifest);
        try
        {
            var stream = content.Open(Document);
            await using (stream.ConfigureAwait(false))
            {
                var found = await JsonFacts.ReadAsync(stream, said.Keys.Append("scan.selectedFrom").ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
                foreach (var (path, expected) in said)
                {
                    if (expected != found.GetValueOrDefault(path))
                        findings.Add(ReportFlaw.DocumentDiffers, Document, $"{Document} has the {Name(path)} \"{FolderContent.Shown(found.GetValueOrDefault(path) ?? "(none)")}\" and the manifest \"{FolderContent.Shown(expected ?? "(none)")}\".", expected, found.GetValueOrDefault(path));
                }

                if (found.ContainsKey("scan.selectedFrom") != (manifest.Scan!.Selection == true))
                    findings.Add(ReportFlaw.DocumentDiffers, Document, $"{Document} and the manifest differ on whether the report is of a whole scan.");
            }
        }
        catch (JsonException wrong)
        {
            findings.Add(ReportFlaw.DocumentDiffers, Document, $"{Document} is not the document of a report: {OneLine(wrong.Message)}.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            findings.Add(ReportFlaw.FileUnreadable, Document, $"{Document} cannot be read: {OneLine(refused.Message)}.");
        }
    }

    private static SortedDictionary<string, string?> Said(ReportManifest manifest) => new(StringComparer.Ordinal)
    {
        ["detail"] = manifest.Detail,
        ["scan.asOf"] = manifest.Scan!.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["scan.authority"] = manifest.Authority,
        ["scan.catalogue"] = manifest.Catalogue,
        ["scan.directive"] = manifest.Directive!.Id,
        ["scan.directiveHash"] = manifest.Directive.Sha256,
        ["scan.id"] = manifest.Scan.Id,
    };

    private static string Name(string path) => path switch
    {
        "scan.asOf" => "day",
        "scan.id" => "scan",
        "scan.directiveHash" => "hash of the directive",
        _ => path.Split('.')[^1],
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
