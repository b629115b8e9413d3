using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Formats.Printing;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Printing;

/// <summary>The printed report: for every reader, on A4, the same bytes each time; and one sentence where it can't be printed.</summary>
public sealed class PdfTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb pdf #").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<ReportDetail, string> Forms => Matrix.Forms;

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public async Task It_is_tagged_has_an_outline_and_says_what_the_page_says(ReportDetail detail, string edition)
    {
        var tools = (Text: OtherProgram.Find("pdftotext", "poppler-utils"), Info: OtherProgram.Find("pdfinfo", "poppler-utils"));
        var model = Model(detail, edition);
        var file = await Print(model);
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        foreach (var mark in new[] { "/MarkInfo", "/StructTreeRoot", "/Outlines", $"/Lang ({edition[..2]})" })
            Assert.Contains(mark, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("tiktokban-print", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("file:", bytes, StringComparison.Ordinal);

        var about = await OtherProgram.Run(tools.Info, "-f", "1", "-l", "999", file);
        Assert.Matches("Tagged: +yes", about);
        Assert.Matches("Title: +.*Federal Service of Examples", about);
        Assert.Matches("Creator: +TikTokBan", about);
        Assert.Matches("CreationDate: +Sun Apr +2 00:00:00 2023", about);
        Assert.All(Regex.Matches(about, @"size: +([\d.]+) x ([\d.]+)"), size =>
        {
            double[] sides = [.. size.Groups.Values.Skip(1).Select(side => double.Parse(side.Value, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.InRange(sides.Min(), 594, 596.5);
            Assert.InRange(sides.Max(), 841, 843);
        });

        var said = Plain(await OtherProgram.Run(tools.Text, file, "-"));
        await new HtmlFormat().WriteAsync(model, ReportText.Of(edition), _folder, CancellationToken.None);
        var headings = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(_folder, HtmlFormat.File))).QuerySelectorAll("h1, h2:not(.hidden), h3");
        Assert.True(headings.Length > 10);
        Assert.All(headings, heading => Assert.Contains(Plain(heading.TextContent), said, StringComparison.Ordinal));
        Assert.Contains(Plain(ReportText.Of(edition)[0].Count("point.hidden", model.Headline.DevicesUnseen)), said, StringComparison.Ordinal);
        if (detail == ReportDetail.Named)
            Assert.Contains(model.Cases[0].Person?.UserPrincipalName ?? model.Cases[0].Device!.Name!, said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Two_prints_are_the_same_bytes()
    {
        var model = Model(ReportDetail.Aggregate, "en");
        var first = await File.ReadAllBytesAsync(await Print(model));
        Assert.Equal(first, await File.ReadAllBytesAsync(await Print(model)));
    }

    [SkippableFact]
    public async Task A_list_that_is_too_long_is_left_out_and_the_print_says_so()
    {
        var reader = OtherProgram.Find("pdftotext", "poppler-utils");
        var model = ReportModel.From(new ReportInput(SampleScan.Make(PdfFormat.MostCases + 1)), new ReportOptions { Detail = ReportDetail.Named });
        var said = Plain(await OtherProgram.Run(reader, await Print(model), "-"));
        Assert.Contains(Plain(new ReportText("en").Format("printed.cases", "2,001")), said, StringComparison.Ordinal);
        Assert.DoesNotContain(Plain(new ReportText("en")["cases.none"]), said, StringComparison.Ordinal);
        Assert.DoesNotContain("persoon00001@", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_there_is_one_sentence_and_no_report()
    {
        var target = Path.Combine(_folder, "report");
        var refused = Assert.Throws<UnusableInputException>(() => BrowserProgram.Find(_ => null, _ => false));
        Assert.Contains("TIKTOKBAN_BROWSER", refused.Message, StringComparison.Ordinal);
        Assert.Contains("leave pdf out", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnusableInputException>(() => new PdfFormat(() => throw refused, TimeSpan.FromMinutes(1)).WriteAsync(Model(ReportDetail.Aggregate, "en"), ReportText.Of("en"), _folder, CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public void The_browser_that_is_named_comes_first_and_a_wrong_name_is_told()
    {
        var named = Path.Combine(Path.GetTempPath(), "my browser");
        Assert.Equal(named, BrowserProgram.Find(name => name == BrowserProgram.Variable ? named : null, _ => true));
        var refused = Assert.Throws<UnusableInputException>(() => BrowserProgram.Find(name => name == BrowserProgram.Variable ? named : null, file => file != named));
        Assert.Contains(BrowserProgram.Variable, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(named, refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_browser_is_not_looked_for_in_whatever_folder_the_program_runs_in()
    {
        Skip.If(OperatingSystem.IsWindows(), "paths are written otherwise there");
        Assert.Equal("/opt/b/chromium", BrowserProgram.Find(name => name == "PATH" ? ".:bin:/opt/b" : null, file => file.EndsWith("/chromium", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [InlineData("exit 7", "ended with status 7")]
    [InlineData("exit 0", "wrote no file")]
    [InlineData("exec sleep 60", "did not end in time")]
    public async Task A_browser_that_fails_gets_one_sentence(string does, string says)
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-in for a browser is a shell script");
        var format = new PdfFormat(() => Script(does), TimeSpan.FromSeconds(2));
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => format.WriteAsync(Model(ReportDetail.Aggregate, "en"), ReportText.Of("en"), _folder, CancellationToken.None));
        Assert.Contains($"standin {says};", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_browser_is_ended_when_the_report_is_cancelled()
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-in for a browser is a shell script");
        using var cancel = new CancellationTokenSource();
        var started = Path.Combine(_folder, "started");
        var printing = new PdfFormat(() => Script($"echo $$ > '{started}.part'; mv '{started}.part' '{started}'; sleep 120"), TimeSpan.FromMinutes(5))
            .WriteAsync(Model(ReportDetail.Aggregate, "en"), ReportText.Of("en"), _folder, cancel.Token);
        for (var wait = 0; !File.Exists(started) && wait < 600; wait++)
            await Task.Delay(50);
        var id = int.Parse(await File.ReadAllTextAsync(started), System.Globalization.CultureInfo.InvariantCulture);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing);
        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(id));
    }

    [Fact]
    public void Dates_are_replaced_by_ones_as_long()
    {
        var document = Encoding.ASCII.GetBytes("<</CreationDate (D:20261122081210-05'30')\n/ModDate (D:20261122081210Z)>> /ModDate (D:x)");
        PdfDates.Set(document, new DateOnly(2023, 4, 2));
        Assert.Equal("<</CreationDate (D:20230402000000+00'00')\n/ModDate (D:20230402000000Z)>> /ModDate (D:x)", Encoding.ASCII.GetString(document));
    }

    private static ReportModel Model(ReportDetail detail, string edition) =>
        FullModel.Of(SampleScan.Make(), new ReportOptions { Detail = detail, Language = edition });

    private static string Plain(string text) => Regex.Replace(text, @"\s+", " ");

    private async Task<string> Print(ReportModel model)
    {
        Skip.If(Browser.Program is null, "no Chromium, Chrome or Edge is on the path of this machine");
        await new PdfFormat().WriteAsync(model, ReportText.Of(model.Options.Language), _folder, CancellationToken.None);
        return Path.Combine(_folder, PdfFormat.File);
    }

    private string Script(string does)
    {
        var script = Path.Combine(_folder, "standin");
        File.WriteAllText(script, "#!/bin/sh\n" + does + "\n");
#pragma warning disable CA1416 // Windows was left above.
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        return script;
    }
}
