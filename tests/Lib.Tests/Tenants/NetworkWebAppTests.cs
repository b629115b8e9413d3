using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Tests.Sources;

namespace TikTokBan.Tests.Tenants;

/// <summary>The application for Windows is a web application; what a device records of one, and how sure it makes.</summary>
public sealed class NetworkWebAppTests
{
    private static readonly CatalogueMatcher Real = new(CoveredCatalogue.Load(ProductFiles.Catalogue).CreateMatcher());

    private const string Edge = @"""C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe""";

    [Theory]
    [InlineData(Edge + @" --profile-directory=Default --app-id=abcdefghijklmnopabcdefghijklmnop --app-url=https://www.tiktok.com/ --app-launch-source=4", "www.tiktok.com")]
    [InlineData(Edge + @" --app-id=abcdefghijklmnopabcdefghijklmnop --app-fallback-url=""https://www.tiktok.com/?lang=fr"" --windows-store-app --ip-aumid=BytedancePte.Ltd.TikTok_6yccndn6064se!App", "BytedancePte.Ltd.TikTok_6yccndn6064se")]
    [InlineData(Edge + @" --app-id=abcdefghijklmnopabcdefghijklmnop --ip-aumid=www.tiktok.com-54E21B02_pd8mbgmqs65xy!App", "www.tiktok.com")]
    public async Task A_browser_started_as_the_installed_application_confirms_it(string command, string value)
    {
        var found = Assert.Single(await ReadAsync("ProcessCreated", "msedge.exe", "", command));

        Assert.Equal((Conduct.Installed, value, null), (found.Conduct, found.Value, found.Doubt));
    }

    [Fact]
    public async Task A_window_without_controls_is_a_visit()
    {
        var found = Assert.Single(await ReadAsync("ProcessCreated", "chrome.exe", "", "chrome.exe --app=https://www.tiktok.com/@someone"));

        Assert.Equal((Conduct.Web, "www.tiktok.com"), (found.Conduct, found.Value));
        Assert.NotNull(found.Doubt);
    }

    [Theory]
    [InlineData(@"C:\Program Files\WindowsApps\BytedancePte.Ltd.TikTok_1.0.5.0_neutral__6yccndn6064se\AppxManifest.xml", "AppxManifest.xml", false)]
    [InlineData(@"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\TikTok.lnk", "TikTok.lnk", true)]
    public async Task A_package_confirms_it_and_a_shortcut_alone_does_not(string folder, string file, bool doubted)
    {
        var found = Assert.Single(await ReadAsync("FileCreated", file, folder, ""));

        Assert.Equal(Conduct.Installed, found.Conduct);
        Assert.Equal(doubted, found.Doubt is not null);
    }

    [Theory]
    [InlineData("FileDeleted", "TikTok.lnk", "", "")]
    [InlineData("FileCreated", "tiktok-verbod.docx", @"D:\letters\tiktok-verbod.docx", "")]
    [InlineData("ProcessCreated", "chrome.exe", "", "chrome.exe https://www.tiktok.com/")]
    [InlineData("ProcessCreated", "msedge.exe", "", "msedge.exe --app-id=abcdefghijklmnopabcdefghijklmnop --app-url=https://teams.microsoft.com/ --x=tiktok")]
    [InlineData("FileCreated", "AppxManifest.xml", @"C:\Program Files\WindowsApps\5319275A.WhatsAppDesktop_2.1.0.0_x64__cv1g1gvanyjgm\AppxManifest.xml", "")]
    public async Task What_shows_nothing_is_nothing(string action, string file, string folder, string command) =>
        Assert.Empty(await ReadAsync(action, file, folder, command));

    [Theory]
    [InlineData(@"HKEY_CURRENT_USER\S-1\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\abc", "RegistryValueSet", 1)]
    [InlineData(@"HKEY_CURRENT_USER\S-1\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\abc", "RegistryKeyDeleted", 0)]
    [InlineData(@"HKEY_CURRENT_USER\S-1\SOFTWARE\Elsewhere\abc", "RegistryValueSet", 0)]
    public async Task A_registration_among_what_can_be_removed_counts(string key, string action, int expected)
    {
        using var folder = new ExportFixture().With("registry.csv", $"Timestamp,DeviceId,DeviceName,ActionType,RegistryKey,RegistryValueName,RegistryValueData\r\n2026-11-01T08:00:00Z,aa01,pc1,{action},{key},DisplayName,TikTok\r\n");

        Assert.Equal(expected, (await folder.ReadAsync(Real)).Single.Records.OfType<Observation>().Count());
    }

    private static async Task<IReadOnlyList<Observation>> ReadAsync(string action, string file, string folder, string command)
    {
        static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        using var export = new ExportFixture().With(
            "hunt.csv",
            $"Timestamp,DeviceId,DeviceName,ActionType,FileName,FolderPath,ProcessCommandLine,AccountUpn\r\n2026-11-01T08:00:00Z,AA01,pc1,{action},{file},{Cell(folder)},{Cell(command)},a@agency.example\r\n");
        var read = await export.ReadAsync(Real);
        Assert.Equal("software.web-apps", read.Single.Kind);
        Assert.Equal(0, read.Single.Tally.RowsRejected);
        return [.. read.Single.Records.OfType<Observation>()];
    }
}
