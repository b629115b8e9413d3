using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Reports;
using TikTokBan.Reports.Privacy;
using TikTokBan.Tests.Reports.Year;

namespace TikTokBan.Tests.Reports;

/// <summary>A report with pseudonyms lists every case and names nobody, whatever people and devices are called.</summary>
public sealed partial class PseudonymisedReportTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    public static TheoryData<ReportDetail, string, int> Editions => new()
    {
        { ReportDetail.Pseudonymised, "en", 1 }, { ReportDetail.Pseudonymised, "fr", 2 }, { ReportDetail.Aggregate, "nl", 3 }, { ReportDetail.Aggregate, "de", 4 },
    };

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_people_and_devices_are_called_changes_nothing(ReportDetail detail, string language, int seed)
    {
        // The hash of the whole scan is told, and differs with it; it tells nobody anything who does not have the scan.
        var stored = (await SampleYear.MakeAsync()).Stored;
        using var one = await Report(new ReportInput(NastyScan.Make(seed, freeText: false)) { Stored = stored }, detail, language);
        using var other = await Report(new ReportInput(NastyScan.Make(seed + 100, freeText: false)) { Stored = stored }, detail, language);
        foreach (var file in Directory.EnumerateFiles(one.Folder).Select(file => Path.GetFileName(file)))
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(one.Folder, file)), await File.ReadAllBytesAsync(Path.Combine(other.Folder, file)));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task No_trace_of_them_is_left_where_free_text_quotes_them(ReportDetail detail, string language, int seed)
    {
        using var report = await Report(new ReportInput(NastyScan.Make(seed, freeText: true)), detail, language);
        var texts = Texts(report.Folder).ToList();
        Assert.NotEmpty(texts);
        foreach (var (file, text) in texts)
            Assert.All(NastyScan.Marks, mark => Assert.False(text.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{file}: {Around(text, mark)}"));
    }

    [Fact]
    public async Task The_search_finds_what_a_report_with_names_has()
    {
        using var report = await Report(new ReportInput(NastyScan.Make(1, freeText: true)), ReportDetail.Named, "en");
        Assert.All(NastyScan.Marks, mark => Assert.Contains(Texts(report.Folder), text => text.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Of_the_made_up_authority_no_value_that_is_somebodys_is_told()
    {
        var input = await SampleYear.MakeAsync();
        var values = Personal(input).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(values.Count > 500);
        foreach (var detail in new[] { ReportDetail.Aggregate, ReportDetail.Pseudonymised })
        {
            using var report = await Report(input, detail, "en");
            var told = Texts(report.Folder).SelectMany(text => values.Where(value => text.Text.Contains(value, StringComparison.OrdinalIgnoreCase)).Select(value => $"{detail} {text.File}: {value}")).Take(5).ToList();
            Assert.Empty(told);
        }
    }

    [Fact]
    public async Task Every_case_is_listed_with_its_pseudonyms_and_days()
    {
        var input = await SampleYear.MakeAsync();
        using var report = await Report(input, ReportDetail.Pseudonymised, "en");
        Assert.Empty(SchemaCheck.Find("report.schema.json", report.Json));
        var document = JsonDocument.Parse(report.Json).RootElement;
        var cases = document.GetProperty("exposures").EnumerateArray().ToList();
        Assert.Equal(input.Scan.Exposures.Count, cases.Count);
        Assert.Equal(input.Scan.Exposures.Select(one => one.Person?.Id).OfType<string>().Distinct().Count(), cases.Where(one => one.TryGetProperty("person", out _)).Select(one => one.GetProperty("person").GetProperty("id").GetString()).Distinct().Count());
        Assert.All(cases, one =>
        {
            Assert.Matches(Pseudonym(), one.GetProperty("id").GetString()!);
            if (one.TryGetProperty("device", out var device))
                Assert.Matches(Pseudonym(), device.GetProperty("id").GetString()!);
            if (one.TryGetProperty("person", out var person))
                Assert.Equal(["id"], person.EnumerateObject().Select(member => member.Name));
            if (one.TryGetProperty("lastSeen", out var seen))
                Assert.Equal(10, seen.GetString()!.Length);
        });
        var held = document.GetProperty("waivers").EnumerateArray().Where(waiver => waiver.TryGetProperty("holder", out _)).ToList();
        Assert.NotEmpty(held);
        Assert.All(held, waiver => Assert.Matches(Pseudonym(), waiver.GetProperty("holder").GetString()!));
    }

    [Fact]
    public async Task Numbers_are_those_of_the_scan_and_hang_on_no_key()
    {
        var input = new ReportInput(SampleScan.Make(200));
        using var named = await Report(input, ReportDetail.Named, "en");
        using var report = await Report(input, ReportDetail.Pseudonymised, "en");
        foreach (var part in new[] { "headline", "verdicts", "missing", "unseen" })
            Assert.Equal(Part(named.Json, part), Part(report.Json, part));
    }

    [Fact]
    public async Task An_organisation_of_which_few_are_exposed_stands_with_others()
    {
        var cases = SampleScan.Make(200).Exposures.Select((one, index) => one with { Organisation = index < 2 ? "archives" : index < 5 ? "health" : index < 12 ? "justice" : "finance" }).ToList();
        using var report = await Report(new ReportInput(SampleScan.From(SampleScan.Ordered(cases))), ReportDetail.Pseudonymised, "nl");
        var rows = JsonDocument.Parse(report.Json).RootElement.GetProperty("breakdowns").GetProperty("organisation").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!, row => row.GetProperty("total").GetInt64());
        Assert.Equal(["finance", "justice", "other-organisations"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, rows["other-organisations"]);
        Assert.Contains("Een andere organisatie", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("archives", report.Json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_person_keeps_a_pseudonym_from_report_to_report_and_has_another_elsewhere()
    {
        var (first, second) = (SampleScan.Make(80), SampleScan.Make(90));
        using var one = await Report(new ReportInput(first), ReportDetail.Pseudonymised, "en");
        using var same = await Report(new ReportInput(second), ReportDetail.Pseudonymised, "fr");
        using var elsewhere = await Report(new ReportInput(first), ReportDetail.Pseudonymised, "en", [.. Key.Reverse()]);
        var shared = first.Exposures.Select(exposure => exposure.Person?.Id).OfType<string>().Intersect(second.Exposures.Select(exposure => exposure.Person?.Id).OfType<string>()).Count();
        Assert.True(shared > 40);
        Assert.Equal(shared, People(one).Intersect(People(same)).Count());
        Assert.Empty(People(one).Intersect(People(elsewhere)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task Without_a_key_there_are_no_pseudonyms(int length)
    {
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Report(new ReportInput(SampleScan.Make(5)), ReportDetail.Pseudonymised, "en", new byte[length]));
        Assert.Contains("key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pseudonyms_that_would_be_alike_are_shown_longer()
    {
        List<(PseudonymKind Kind, string Id)> ids = [.. Enumerable.Range(0, 3000).Select(number => (PseudonymKind.Person, $"person {number}"))];
        var names = new Pseudonyms(Key, ids, characters: 4);
        var shown = ids.Select(id => names.Of(id.Kind, id.Id)).ToList();
        Assert.Distinct(shown);
        Assert.Contains(shown, name => name.Length == 6);
        Assert.Contains(shown, name => name.Length > 6);
        Assert.Equal(shown, ids.Select(id => new Pseudonyms(Key, ids.AsEnumerable().Reverse(), characters: 4).Of(id.Kind, id.Id)).Take(1).Concat(shown.Skip(1)));
    }

    [Fact]
    public void A_device_and_a_person_of_one_id_have_nothing_in_common()
    {
        var names = new Pseudonyms(Key, [(PseudonymKind.Person, "x"), (PseudonymKind.Device, "x"), (PseudonymKind.Person, "\uD800"), (PseudonymKind.Person, "\uD801")]);
        Assert.NotEqual(names.Of(PseudonymKind.Person, "x")[2..], names.Of(PseudonymKind.Device, "x")[2..]);
        Assert.NotEqual(names.Of(PseudonymKind.Person, "\uD800"), names.Of(PseudonymKind.Person, "\uD801"));
    }

    private static Task<ReportFiles> Report(ReportInput input, ReportDetail detail, string language, byte[]? key = null) =>
        ReportFiles.Of(input, new ReportOptions { Detail = detail, Language = language, PseudonymKey = key ?? Key });

    private static IEnumerable<string> People(ReportFiles report) => JsonDocument.Parse(report.Json).RootElement.GetProperty("exposures").EnumerateArray()
        .Where(one => one.TryGetProperty("person", out _)).Select(one => one.GetProperty("person").GetProperty("id").GetString()!).Distinct();

    private static string Part(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).GetRawText();

    // Every text of a report, as it is and as a reader has it: escapes undone, workbooks unpacked, names of files too.
    private static IEnumerable<(string File, string Text)> Texts(string folder)
    {
        foreach (var file in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            yield return (file, Path.GetFileName(file));
            if (file.EndsWith(".xlsx", StringComparison.Ordinal))
            {
                using var workbook = ZipFile.OpenRead(file);
                foreach (var entry in workbook.Entries)
                {
                    using var reader = new StreamReader(entry.Open());
                    foreach (var text in Readings(reader.ReadToEnd()))
                        yield return ($"{file}!{entry.FullName}", text);
                }
            }
            else
            {
                foreach (var text in Readings(File.ReadAllText(file)))
                    yield return (file, text);
            }
        }
    }

    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        yield return WebUtility.HtmlDecode(text);
        yield return Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        foreach (Match data in Data().Matches(text))
        {
            var bytes = new byte[data.Length];
            if (Convert.TryFromBase64String(data.Value[..(data.Length / 4 * 4)], bytes, out var length))
                yield return System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }
    }

    private static IEnumerable<string> Personal(ReportInput input) =>
        from value in input.Scan.Exposures.Concat(input.Previous!.Exposures).SelectMany(one => (string?[])
        [
            one.Id, one.Person?.Id, one.Person?.DisplayName, one.Person?.UserPrincipalName, one.Device?.Id, one.Device?.IntuneId, one.Device?.EntraDeviceId, one.Device?.Name,
            one.Device?.Serial, one.Device?.Address, .. one.Evidence.Where(piece => piece.Value.Contains('@', StringComparison.Ordinal)).Select(piece => piece.Value), .. one.Evidence.Select(piece => piece.Reference),
        ]).Concat(input.Waivers.SelectMany(waiver => (string?[])[waiver.Id, waiver.Holder, waiver.Serial, waiver.ApprovedBy, waiver.Grantor, waiver.Motive]))
        where value is { Length: > 2 }
        select value;

    private static string Around(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)];
    }

    [GeneratedRegex("^[CDPAW](-[0-9A-HJKMNP-TV-Z]{4}){3,}$")]
    private static partial Regex Pseudonym();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("[A-Za-z0-9+/]{24,}")]
    private static partial Regex Data();
}
