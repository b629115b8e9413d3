using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Exposures;

/// <summary>What is told of rows that a scan could not read.</summary>
public sealed class ScanWarningTests
{
    [Fact]
    public async Task Rows_of_registers_come_first_and_each_is_told_and_others_are_told_by_file()
    {
        var request = new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = new DateOnly(2026, 11, 16) };
        var scan = (await ExportScan.RunAsync(request, null, CancellationToken.None)).Scan;

        var rejected = ScanWarnings.Of(scan).Where(warning => warning.StartsWith("Rejected: ", StringComparison.Ordinal)).ToList();

        Assert.StartsWith("Rejected: registers/waiver-register.csv:8: ", rejected[0], StringComparison.Ordinal);
        Assert.Equal(2, rejected.Count(warning => warning.StartsWith("Rejected: registers/registre-financement.csv:", StringComparison.Ordinal)));
        Assert.Contains(rejected, warning => warning.Contains("AppInvRawData", StringComparison.Ordinal) && warning.Contains(": 2 rows, first line 26509: ", StringComparison.Ordinal));
        Assert.Equal(scan.Coverage.Count(source => source.RowsRejected > 0) + 1, rejected.Count);
    }

    [Fact]
    public async Task However_many_rows_fail_those_of_registers_are_counted_and_the_list_stays_short()
    {
        var request = new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = new DateOnly(2026, 11, 16) };
        var scan = (await ExportScan.RunAsync(request, null, CancellationToken.None)).Scan;
        var register = scan.Coverage.First(source => source.Source == "waivers.register");
        var many = scan with
        {
            Coverage = [.. scan.Coverage.Select(source => source == register ? source with { RowsRejected = 1_000 } : source with { RowsRejected = 7 })],
            Rejected = [.. Enumerable.Range(2, 1_000).Select(line => new RejectedRow(register.Location, line, "The kind is not one of the words known."))],
        };

        var warnings = ScanWarnings.Of(many).Where(warning => warning.StartsWith("Rejected: ", StringComparison.Ordinal)).ToList();

        Assert.Contains($"Rejected: {register.Location}: 990 rows more; mend them before anything rests on this scan.", warnings);
        Assert.Matches(@"^Rejected: [0-9,]+ rows of [0-9]+ files more; the report's rejected\.csv names them\.$", warnings[^1]);
        Assert.InRange(warnings.Count, 12, 40);
    }
}
