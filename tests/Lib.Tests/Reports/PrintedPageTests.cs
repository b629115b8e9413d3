using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TikTokBan.Reports;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>The page on paper: A4, numbered, and every sheet says whose it is and what it contains.</summary>
public sealed partial class PrintedPageTests(OpenBrowser shared) : IClassFixture<OpenBrowser>
{
    public static TheoryData<ReportDetail, string> Forms => Matrix.Forms;

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public async Task Every_sheet_says_whose_it_is_and_what_it_contains(ReportDetail detail, string language)
    {
        var sheets = await Printed(detail, language);
        Assert.InRange(sheets.Count, 8, 40);
        var texts = ReportText.Of(language);
        var reference = SampleModel.Make(detail, language).Control.Reference;
        for (var number = 1; number <= sheets.Count; number++)
        {
            var sheet = sheets[number - 1];
            Assert.Contains("Federal Service of Examples", sheet, StringComparison.Ordinal);
            Assert.Contains(texts, text => sheet.Contains(Plain(text["detail." + detail]), StringComparison.Ordinal));
            Assert.Contains(reference, sheet, StringComparison.Ordinal);
            Assert.Contains($"{number} / {sheets.Count}", sheet, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task The_numbers_and_every_heading_are_on_paper()
    {
        var model = SampleModel.Make(ReportDetail.Named, "fr");
        var text = new ReportText("fr");
        var sheets = await Printed(ReportDetail.Named, "fr");
        var all = string.Join('\n', sheets);
        Assert.Contains(text.Number(model.Headline.DevicesInViolation.Value), sheets[0], StringComparison.Ordinal);
        Assert.Contains(Plain(text.Count("point.hidden", model.Headline.DevicesUnseen)), sheets[0], StringComparison.Ordinal);
        foreach (var section in new[] { "unseen", "verdicts", "trend", "changes", "breakdowns", "removals", "blocks", "waivers", "coverage", "cases", "provenance", "register", "document" })
            Assert.Contains(Plain(text[section]), all, StringComparison.Ordinal);
        Assert.All(model.Cases, one => Assert.Contains(one.Device?.Name ?? one.Person!.DisplayName!, all, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task It_is_a4_and_only_the_list_of_cases_lies_on_its_side()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en");
        await browser.Open(page.Path, 1280);
        var sizes = MediaBox().Matches(Encoding.Latin1.GetString(await browser.Print())).Select(box => (Width: Number(box.Groups[1]), Height: Number(box.Groups[2]))).ToList();
        Assert.All(sizes, size => Assert.InRange(Math.Min(size.Width, size.Height), 594, 596.5));
        Assert.All(sizes, size => Assert.InRange(Math.Max(size.Width, size.Height), 841, 843));
        Assert.Contains(sizes, size => size.Width > size.Height);
        Assert.Contains(sizes, size => size.Width < size.Height);
    }

    [SkippableFact]
    public async Task A_list_that_was_narrowed_down_is_printed_whole()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en");
        await browser.Open(page.Path, 1280);
        await browser.Evaluate("(() => { const choice = document.querySelector('.filter select'); choice.selectedIndex = 1; choice.dispatchEvent(new Event('change')); })()");
        var devices = SampleModel.Make(ReportDetail.Named).Cases.Select(one => one.Device?.Name).OfType<string>();
        var all = await Read(await browser.Print());
        Assert.All(devices, device => Assert.Contains(device, all, StringComparison.Ordinal));
    }

    private async Task<List<string>> Printed(ReportDetail detail, string language)
    {
        var browser = await shared.Get();
        using var page = new PageFile(detail, language);
        await browser.Open(page.Path, 1280);
        var text = await Read(await browser.Print());
        return [.. text.Split('\f', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<string> Read(byte[] pdf)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "pdftotext")).FirstOrDefault(File.Exists);
        Skip.If(path is null, "no pdftotext is on the path of this machine; eng/test-packages.sh installs poppler-utils");
        var folder = Directory.CreateTempSubdirectory("ttb-print-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            using var program = Process.Start(new ProcessStartInfo(path!, ["-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var text = await program.StandardOutput.ReadToEndAsync();
            await program.WaitForExitAsync();
            return Plain(text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Lines break where they fit; a form feed ends a sheet.
    private static string Plain(string text) => Blank().Replace(text, " ");

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\u00AD\s-[\f]]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();
}
