using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>An aggregate report carries nobody's data, in no file, however it came into the scan.</summary>
public sealed class ReportPrivacyTests
{
    [Theory]
    [InlineData(9, 1)]
    [InlineData(120, 2)]
    [InlineData(900, 3)]
    public async Task No_personal_value_of_the_scan_is_in_any_file_of_an_aggregate_report(int exposures, int seed)
    {
        var scan = WithLeaks(SampleScan.Make(exposures, seed: seed));
        using var report = await ReportFiles.Write(scan);
        var texts = ReportFiles.Standard.Select(report.Read).ToList();
        var values = Personal(scan);
        Assert.True(values.Count > exposures * 5);
        foreach (var value in values)
            Assert.DoesNotContain(texts, text => text.Contains(value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_values_are_in_a_report_with_names_so_the_search_finds_what_is_there()
    {
        var scan = SampleScan.Make();
        using var report = await ReportFiles.Write(scan, ReportDetail.Named);
        var (html, json) = (report.Html, report.Json);
        Assert.All(scan.Exposures.Select(one => one.Person?.UserPrincipalName).OfType<string>(), name => Assert.Contains(name, html, StringComparison.Ordinal));
        Assert.All(scan.Exposures.Select(one => one.Device?.Name).OfType<string>(), name => Assert.Contains(name, json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_even_a_report_with_names_quotes_what_a_source_had_of_third_parties()
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), ReportDetail.Named);
        Assert.All(ReportFiles.Standard.Select(report.Read), text => Assert.DoesNotContain("privemail", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_number_from_one_to_four_is_told_of_people_or_devices()
    {
        using var report = await ReportFiles.Write(SampleScan.Make(seed: 11));
        var document = JsonDocument.Parse(report.Json).RootElement;
        string[] parts = ["headline", "verdicts", "breakdowns", "unseen", "missing", "assumptions", "groups"];
        var numbers = parts.SelectMany(part => Numbers(document.GetProperty(part))).ToList();
        Assert.True(numbers.Count > 50);
        Assert.DoesNotContain(numbers, number => number is > 0 and < 5);
        Assert.Contains("\"<5\"", report.Json.Replace("\\u003C", "<", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protecting_small_groups_leaves_a_report_that_says_something()
    {
        using var report = await ReportFiles.Write(await Samples.SampleScan.ScanAsync());
        var document = JsonDocument.Parse(report.Json).RootElement;
        Assert.Equal(JsonValueKind.Number, document.GetProperty("headline").GetProperty("devicesInViolation").ValueKind);
        Assert.Equal(JsonValueKind.Number, document.GetProperty("headline").GetProperty("exposures").ValueKind);
        Assert.All(document.GetProperty("verdicts").EnumerateObject(), verdict => Assert.Equal(JsonValueKind.Number, verdict.Value.ValueKind));
        foreach (var table in document.GetProperty("breakdowns").EnumerateObject())
        {
            // Rows under five aside, of which nothing more can be told.
            var cells = table.Value.EnumerateArray().Where(row => row.GetProperty("total").ToString() != "<5").SelectMany(row => row.GetProperty("byVerdict").EnumerateObject()).Select(cell => cell.Value.ToString()).ToList();
            Assert.True(cells.Count(cell => cell == "withheld") * 10 <= cells.Count, $"{table.Name}: {string.Join(' ', cells)}");
            var totals = table.Value.EnumerateArray().Select(row => row.GetProperty("total").ToString()).ToList();
            Assert.True(totals.Count(total => total == "withheld") * 4 <= totals.Count, $"{table.Name}: {string.Join(' ', totals)}");
        }
    }

    [Fact]
    public async Task A_large_scan_is_protected_in_time()
    {
        var scan = SampleScan.Make(20_000, devices: 60_000, people: 40_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var report = await ReportFiles.Write(scan);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"it took {watch.Elapsed}");
    }

    [SkippableFact]
    public async Task Only_the_owner_can_read_a_report_with_names()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes");
        using var report = await ReportFiles.Write(SampleScan.Make(5), ReportDetail.Named);
#pragma warning disable CA1416 // Windows was left above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(report.Folder));
#pragma warning restore CA1416
    }

    // Everywhere that free text of a source or a profile can come through.
    private static ScanResult WithLeaks(ScanResult scan)
    {
        var known = scan.Exposures.First(one => one.Person is not null && one.Device is not null);
        var name = known.Person!.DisplayName!;
        var upn = known.Person.UserPrincipalName!;
        return scan with
        {
            Rejected = [.. scan.Rejected, new($"exports/{upn}.csv", 3, $"the row of {name} ({upn}) has no date"), new($"{known.Device!.Name}.zip!/a.csv", 1, "cut")],
            Unrecognised = [.. scan.Unrecognised, new($"{name}.csv", $"the header is {name};{known.Device.Serial}")],
            Coverage = [.. scan.Coverage.Select(source => source with { Location = $"for/{upn}/{source.Source}.csv", Problem = $"stopped at '{name}' of {upn} on {known.Device.Name}" })],
            Summary = scan.Summary with { Assumptions = [new UsedAssumption("one", $"The device {known.Device.Name} of {name} is paid in full.", 7)] },
            Suspicions = [.. scan.Suspicions, new Suspicion("s1", known.Evidence[0] with { Value = $"{upn} fake" }, known.Device.Id, "VERDACHT-1", known.Person.Id, "verdacht@voorbeeld.example")],
        };
    }

    private static HashSet<string> Personal(ScanResult scan)
    {
        var values = new HashSet<string>(StringComparer.Ordinal) { "geweigerd@voorbeeld.example", "VERDACHT-1", "verdacht@voorbeeld.example", "privemail" };
        foreach (var one in scan.Exposures)
        {
            string?[] all =
            [
                one.Id, one.Person?.Id, one.Person?.DisplayName, one.Person?.UserPrincipalName, one.Person?.Department, one.Device?.Id, one.Device?.IntuneId,
                one.Device?.EntraDeviceId, one.Device?.Name, one.Device?.Serial, one.Device?.Address, .. one.Evidence.Select(piece => piece.Reference),
            ];
            values.UnionWith(all.OfType<string>());
        }

        return values;
    }

    private static IEnumerable<long> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Number => [element.GetInt64()],
        _ => [],
    };
}
