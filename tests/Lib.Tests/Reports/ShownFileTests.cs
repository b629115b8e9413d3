using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Reports;

/// <summary>A report without names shows which file its numbers rest on, without the ids that a portal puts into its name.</summary>
public sealed class ShownFileTests
{
    private static readonly string[] Files =
    [
        "intune/AppInvRawData_3f0c7d5e-8a41-4c1b-9d57-716202611160.zip!/AppInvRawData_3f0c7d5e-8a41-4c1b-9d57-716202611160.csv",
        "intune/Devices_6b1f4e02-51c7-4f0d-8a3a-716202611161.csv",
        "intune/Devices_a90c2d77-0be6-4d6e-b1f4-716202611162.csv",
        "mail/0471234567/trace.csv",
    ];

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Pseudonymised)]
    public async Task An_id_in_a_files_name_is_shortened_and_the_same_names_are_numbered(ReportDetail detail)
    {
        using var report = await Report(detail, "en");
        var register = JsonDocument.Parse(report.Json).RootElement.GetProperty("register").EnumerateArray()
            .Where(item => item.GetProperty("kind").GetString() == "source").Select(item => item.GetProperty("location").GetString());
        Assert.Equal(["intune/AppInvRawData_….zip!/AppInvRawData_….csv", "intune/Devices_….csv (1)", "intune/Devices_….csv (2)", "mail/…/trace.csv"], register);
        Assert.Contains("intune/Devices_….csv (2)", report.RejectedCsv, StringComparison.Ordinal);
        Assert.All(ReportFiles.Standard.Select(report.Read), text => Assert.DoesNotContain("71620261116", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_still_holds_a_persons_is_left_out()
    {
        var scan = Scan();
        var account = scan.Exposures.Select(one => one.Person?.UserPrincipalName).OfType<string>().First();
        using var report = await ReportFiles.Write(scan with { Coverage = [.. scan.Coverage.Select(source => source with { Location = $"for/{account}_{source.Location}" })] });
        Assert.DoesNotContain(account, report.Json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("for/", report.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "SHA-256 of the file within the archive")]
    [InlineData("fr", "SHA-256 du fichier dans l’archive")]
    [InlineData("nl", "SHA-256 van het bestand in het archief")]
    [InlineData("de", "SHA-256 der Datei im Archiv")]
    public async Task The_hash_of_a_file_in_a_zip_is_said_to_be_that_of_the_file(string language, string words)
    {
        using var report = await Report(ReportDetail.Aggregate, language);
        Assert.Equal(2, report.Html.Split(words).Length);
        Assert.Contains(words, report.Read("report.xlsx"), StringComparison.Ordinal);
    }

    private static Task<ReportFiles> Report(ReportDetail detail, string language) =>
        ReportFiles.Of(new ReportInput(Scan()), new ReportOptions { Detail = detail, Language = language, PseudonymKey = new byte[32] });

    private static ScanResult Scan()
    {
        var scan = SampleScan.Make();
        return scan with
        {
            Coverage = [.. scan.Coverage.Take(Files.Length).Select((source, index) => source with { Location = Files[index], Sha256 = new string('a', 64) })],
            Rejected = [.. Files.Select(file => new RejectedRow(file, 7, "cut"))],
        };
    }
}
