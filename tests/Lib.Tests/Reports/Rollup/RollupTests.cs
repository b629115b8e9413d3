using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;

namespace TikTokBan.Tests.Reports.Rollup;

/// <summary>Who reported, who didn't, and what can't be counted.</summary>
public sealed class RollupTests : IDisposable
{
    private readonly Inbox _inbox = new();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task Each_authority_stands_as_the_list_and_its_report_say()
    {
        await Ten("on-time", "Agency for Examples", new DateOnly(2026, 10, 1));
        await Ten("late", "Service  for\u00A0Samples", new DateOnly(2026, 10, 20));
        await Ten("stranger", "Bureau of Nobody", new DateOnly(2026, 10, 1));
        await Ten("near", "Council for Make-Beleive", new DateOnly(2026, 10, 1));
        var list = _inbox.Write("list.csv", "authority;organisation;due\nAgency for Examples;FPS Made Up;\nService for Samples;;2026-10-19\nCouncil for Make-Believe;;\n\"Institute; Future\";;2026-12-24\n");
        var result = await _inbox.Run(request => request with { Expected = list, Due = new DateOnly(2026, 11, 1) });
        Assert.Equal(
            [
                ("Agency for Examples", ReportingStatus.Reported, true), ("Bureau of Nobody", ReportingStatus.Reported, false), ("Council for Make-Beleive", ReportingStatus.Reported, false),
                ("Council for Make-Believe", ReportingStatus.Missing, true), ("Institute; Future", ReportingStatus.Awaited, true), ("Service  for\u00A0Samples", ReportingStatus.Late, true),
            ],
            result.Authorities.Select(one => (one.Authority, one.Status, one.IsExpected == true)));
        Assert.Equal("FPS Made Up", result.Authorities[0].Organisation);
        Assert.Equal([("Council for Make-Beleive", "Council for Make-Believe")], result.NearMisses);
        Assert.Empty(SchemaCheck.Find("rollup.schema.json", _inbox.Text("rollup.json")));
        Assert.Equal("2", new HtmlParser().ParseDocument(_inbox.Text("report.html")).QuerySelector(".figure")!.TextContent);
    }

    [Fact]
    public async Task A_list_in_YAML_says_the_same()
    {
        await Ten("one", "Agency for Examples");
        var list = _inbox.Write("list.yaml", "authorities:\n  - authority: Agency for Examples\n    parent: FPS Made Up\n  - authority: Other\n    due: 2026-01-01\n");
        var result = await _inbox.Run(request => request with { Expected = list });
        Assert.Equal([("Agency for Examples", ReportingStatus.Reported), ("Other", ReportingStatus.Missing)], result.Authorities.Select(one => (one.Authority, one.Status)));
    }

    [Theory]
    [InlineData("name,due\nA,2026-01-01\n", "no column \"authority\"")]
    [InlineData("authority,due\nA,1 May\n", "not a date")]
    [InlineData("authority,due\nA,\n a ,\nA ,\n", "twice")]
    [InlineData("authority,due\nA, Ltd,\n", "3 fields")]
    [InlineData("authority,due\n,2026-01-01\n", "names no authority")]
    [InlineData("authority,due\n\"A,2026-01-01\n", "never closed")]
    [InlineData("authority\n", "names no authority")]
    [InlineData("", "names no authority")]
    public async Task A_list_that_cannot_be_used_is_told_in_a_sentence(string text, string word)
    {
        await Ten("one", "Agency for Examples");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => _inbox.Run(request => request with { Expected = _inbox.Write("list.csv", text) }));
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_inbox.Output));
    }

    [Fact]
    public async Task Of_two_reports_of_one_authority_the_later_counts_copies_count_once_and_contradictions_not_at_all()
    {
        await Ten("a-old", "Authority A", new DateOnly(2026, 9, 1));
        await Ten("a-new", "Authority A", new DateOnly(2026, 10, 1));
        await Ten("b-one", "Authority B");
        await Ten("b-two", "Authority B");
        await Ten("c-one", "Authority C");
        await _inbox.Add("c-two", "Authority C", Inbox.Figures(11, 0, 11));
        var result = await _inbox.Run();
        Assert.Equal([("a-old", "superseded"), ("b-two", "copy"), ("c-one", "conflict"), ("c-two", "conflict")], result.Uncounted.Select(one => (one.Folder, one.Reason)));
        Assert.Equal(["Authority A", "Authority B"], result.Authorities.Select(one => one.Authority));
        Assert.Equal("20", _inbox.Only.GetProperty("verdicts").GetProperty("Violation").GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_counted_is_named_with_its_folder_and_leaves_the_others()
    {
        await Ten("good", "Good authority");
        await _inbox.Add("named", SampleScan.Make(30), "Talkative authority", ReportDetail.Named);
        await _inbox.Add("nameless", SampleScan.Make(30), null);
        var scan = SampleScan.Make(30);
        await _inbox.Add("selection", scan with { Summary = scan.Summary with { SelectedFrom = 90 } }, "Choosy authority");
        await _inbox.Add("impossible", "Impossible authority", Inbox.Figures(10, 8, 11));
        await _inbox.Add("odd", "Odd authority", Inbox.Figures("lots", 8, 11));
        await File.AppendAllTextAsync(Path.Combine(await Ten("tampered", "Tampered authority"), "report.json"), " ");
        await File.WriteAllTextAsync(Path.Combine(await Ten("broken", "Broken authority"), "manifest.json"), "{");
        File.Delete(Path.Combine(await Ten("bare", "Bare authority"), "manifest.json"));
        var result = await _inbox.Run();
        Assert.Equal(
            [("bare", "unfit"), ("broken", "unfit"), ("impossible", "unfit"), ("named", "detail"), ("nameless", "nameless"), ("odd", "unfit"), ("selection", "selection"), ("tampered", "unfit")],
            result.Uncounted.Select(one => (one.Folder, one.Reason)));
        Assert.All(result.Uncounted, one => Assert.Contains($" in {one.Folder} ", one.Sentence, StringComparison.Ordinal));
        Assert.Equal("Good authority", Assert.Single(result.Authorities).Authority);
        Assert.Empty(SchemaCheck.Find("rollup.schema.json", _inbox.Text("rollup.json")));
    }

    [Fact]
    public async Task Signatures_are_told_and_can_be_demanded()
    {
        using var key = RSA.Create(2048);
        using var certificate = Proof.SignedReport.Certificate(key);
        await Ten("plain", "Plain authority");
        var signed = await Ten("signed", "Signing authority");
        var manifest = ManifestJson.Read(await File.ReadAllBytesAsync(Path.Combine(signed, "manifest.json")));
        File.Delete(Path.Combine(signed, "manifest.json"));
        await ManifestWriter.WriteAsync(signed, new ManifestFacts(manifest with { Files = [] }, certificate));
        var all = await _inbox.Run();
        Assert.Equal([null, certificate.Subject], all.Authorities.Select(one => one.SignedBy));
        Assert.Contains("not checked against anything", _inbox.Text("report.html"), StringComparison.Ordinal);
        var some = await _inbox.Run(request => request with { Trust = [certificate], Proof = new ProofOptions { Signing = new ReportSigning(certificate, Proof.SignedReport.Today) } });
        Assert.Equal(("plain", "Signing authority"), (Assert.Single(some.Uncounted).Folder, Assert.Single(some.Authorities).Authority));
        var national = await ReportCheck.CheckAsync(_inbox.Output, new ReportCheckOptions { At = Proof.SignedReport.Today, Trust = [certificate] });
        Assert.Equal((true, "rollup"), (national.IsWhole, national.Manifest!.Kind));
    }

    [Fact]
    public async Task An_output_inside_the_input_is_not_read_again()
    {
        await Ten("one", "Agency for Examples");
        RollupRequest Inside(RollupRequest request) => request with { Output = Path.Combine(_inbox.Folder, "national") };
        await _inbox.Run(Inside);
        var first = await File.ReadAllBytesAsync(_inbox.At("inbox", "national", "rollup.json"));
        Assert.Empty((await _inbox.Run(Inside)).Uncounted);
        Assert.Equal(first, await File.ReadAllBytesAsync(_inbox.At("inbox", "national", "rollup.json")));
        Assert.Equal("national", Assert.Single((await _inbox.Run()).Uncounted).Folder);
    }

    [Fact]
    public async Task Folders_that_hold_no_report_or_are_to_be_written_over_are_refused_in_a_sentence()
    {
        var report = await Ten("one", "Agency for Examples");
        Directory.CreateDirectory(_inbox.At("empty"));
        foreach (var (folder, output) in new[] { (_inbox.At("empty"), _inbox.Output), (_inbox.At("absent"), _inbox.Output), (Path.Combine(report, "report.json"), _inbox.Output), (report, report) })
            await Assert.ThrowsAsync<UnusableInputException>(() => _inbox.Run(request => request with { Folders = [folder], Output = output }));
        await Assert.ThrowsAsync<UnusableInputException>(() => _inbox.Run(request => request with { Language = "tlh" }));
        Assert.Equal("Agency for Examples", Assert.Single((await _inbox.Run(request => request with { Folders = [report, report, _inbox.Folder] })).Authorities).Authority);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_letters_or_with_markup_in_it_breaks_nothing()
    {
        await Ten("long", new string('é', 10_000));
        await Ten("long-too", new string('e', 10_000));
        await Ten("markup", "<script>alert(1)</script>\u202E");
        await Ten("formula", "=HYPERLINK(1)");
        var list = _inbox.Write("list.csv", $"authority\n{new string('e', 9_999)}\n");
        var result = await _inbox.Run(request => request with { Expected = list });
        Assert.Equal(4, result.Reported);
        Assert.Empty(new HtmlParser().ParseDocument(_inbox.Text("report.html")).QuerySelectorAll("script"));
        Assert.DoesNotContain("\u202E", _inbox.Text("report.html"), StringComparison.Ordinal);
        Assert.Contains("\n'=HYPERLINK(1),", _inbox.Text("rollup.csv"), StringComparison.Ordinal);
        Assert.True(_inbox.Text("report.html").Length < 100_000);
    }

    [Fact]
    public async Task The_same_reports_give_the_same_bytes_in_whatever_order_they_are_named()
    {
        var (one, two) = (await Ten("one", "Authority One"), await Ten("two", "Authority Two"));
        await _inbox.Run(request => request with { Folders = [one, two] });
        var before = Directory.GetFiles(_inbox.Output).Order().Select(File.ReadAllText).ToList();
        await _inbox.Run(request => request with { Folders = [two, one] });
        Assert.Equal(before, Directory.GetFiles(_inbox.Output).Order().Select(File.ReadAllText));
        Assert.Equal(4, before.Count);
    }

    [Theory]
    [InlineData("en", "of 2 authorities has reported", "Of 1 authority, 1 is in violation.", "1 report is not counted")]
    [InlineData("fr", "sur 2 autorités a fait rapport", "Sur 1 autorité, 1 est en infraction.", "1 rapport n’est pas compté")]
    [InlineData("nl", "van 2 overheden heeft gerapporteerd", "Van 1 overheid is er 1 in overtreding.", "1 verslag is niet geteld")]
    [InlineData("de", "von 2 Behörden hat berichtet", "Von 1 Behörde verstößt 1 gegen das Verbot.", "1 Bericht ist nicht gezählt")]
    public async Task One_is_not_told_as_if_it_were_many(string language, params string[] sentences)
    {
        await Ten("one", "Authority One");
        await _inbox.Add("impossible", "Impossible authority", Inbox.Figures(10, 8, 11));
        await _inbox.Run(request => request with { Language = language, Expected = _inbox.Write("list.csv", "authority,due\nAuthority One,2026-11-05\nThree,2026-11-05\n") });
        var point = new HtmlParser().ParseDocument(_inbox.Text("report.html")).QuerySelector("#point")!.TextContent;
        Assert.All(sentences, sentence => Assert.Contains(sentence, point, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("de")]
    public async Task The_page_is_written_in_each_language_and_tells_statuses_apart_without_colour(string language)
    {
        await Ten("one", "Authority One");
        await Ten("two", "Authority Two", new DateOnly(2026, 11, 10));
        await _inbox.Run(request => request with { Language = language, Expected = _inbox.Write("list.csv", "authority,due\nAuthority One,2026-11-05\nAuthority Two,2026-11-05\nThree,2026-11-05\nFour,2027-01-01\n") });
        var page = new HtmlParser().ParseDocument(_inbox.Text("report.html"));
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        var statuses = page.QuerySelectorAll("#authorities .state").Select(one => (one.ClassName!, one.TextContent)).ToList();
        Assert.Equal(4, statuses.Distinct().Count());
        Assert.Equal(4, statuses.Select(one => one.Item1).Distinct().Count());
        Assert.DoesNotContain("{0}", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("(s)", page.Body.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_is_there_in_four_languages_with_the_same_places_for_values()
    {
        var texts = new[] { "", ".fr", ".nl", ".de" }.Select(language => XDocument.Load(Repository.At("src", "Lib", "Reports", "Rollup", "Texts", $"RollupText{language}.resx")).Descendants("data").ToDictionary(one => one.Attribute("name")!.Value, one => one.Element("value")!.Value)).ToList();
        foreach (var other in texts.Skip(1))
        {
            Assert.Equal(texts[0].Keys, other.Keys);
            Assert.All(texts[0], pair => Assert.Equal(Places(pair.Value), Places(other[pair.Key])));
            Assert.True(texts[0].Count(pair => other[pair.Key] == pair.Value) < 5);
        }

        static string Places(string text) => string.Concat(Enumerable.Range(0, 5).Where(place => text.Contains($"{{{place.ToString(CultureInfo.InvariantCulture)}}}", StringComparison.Ordinal)));
    }

    private Task<string> Ten(string folder, string authority, DateOnly? asOf = null) => _inbox.Add(folder, authority, Inbox.Figures(10, 0, 10), asOf);
}
