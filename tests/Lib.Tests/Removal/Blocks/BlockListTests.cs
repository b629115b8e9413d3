using System.Text.Json;
using System.Xml.Linq;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;
using TikTokBan.Removal.Blocks.Formats.Defender;
using TikTokBan.Tests.Catalogue;

namespace TikTokBan.Tests.Removal.Blocks;

/// <summary>Lists in every format: the same bytes for the same input, a header that says everything, and exactly the names that are to be blocked.</summary>
public sealed class BlockListTests : IDisposable
{
    public static TheoryData<BlockListKind> Kinds => Lists.Kinds;

    public static TheoryData<BlockListKind> Readable => Lists.Readable;

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-blocks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_selection_gives_the_same_bytes(BlockListKind kind)
    {
        var again = BlockSelection.Of(Shipped.Catalogue, Lists.Federal, Lists.Day);

        Assert.Equal(BlockList.Write(kind, Lists.Selection).Files, BlockList.Write(kind, again).Files);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_list_or_a_file_beside_it_says_what_it_rests_on_and_how_to_install_test_and_undo_it(BlockListKind kind)
    {
        var list = BlockList.Write(kind, Lists.Selection);
        var about = (list.Files.FirstOrDefault(file => file.Part == "about") ?? list.Files[0]).Text;

        Assert.All(
            [list.Title, Lists.Federal.Id, Lists.Federal.Hash, Shipped.Catalogue.Version, Shipped.Catalogue.Hash, "2026-11-22", "Install:", "Undo:", "Test:", "What gets past it:"],
            word => Assert.Contains(word, about, StringComparison.Ordinal));
        Assert.All(list.Files, file => Assert.DoesNotMatch("BLOCKED-SITE|#[A-Z]+#", file.Text));
        Assert.All(list.Files, file => Assert.True(file.Text.All(char.IsAscii), $"{kind} {file.Part}"));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_list_blocks_every_domain_that_is_to_be_blocked_and_nothing_else(BlockListKind kind)
    {
        var findings = BlockListCheck.Run(kind, Lists.Text(kind), Lists.Selection);
        var blocked = Lists.Blocked(kind);

        Assert.Empty(findings.Missing);
        Assert.Empty(findings.TooMuch);
        Assert.Empty(findings.NotUnderstood);
        Assert.Equal(Lists.Selection.Domains.Select(one => one.Name), blocked.Lines.Select(line => line.Name!).Where(name => Lists.Selection.Domains.Any(one => one.Name == name)).Distinct());
        Assert.All(
            ["xtiktok.com", "tiktok.com.example", "notiktok.com", "akamaized.net", "com", "google.com", "facebook.com", "apple.com", "edgesuite.net", "bytedance.com", "tiktok.example"],
            name => Assert.False(blocked.Itself(name) || blocked.Below(name), name));
    }

    [Fact]
    public void Only_the_formats_that_know_single_names_leave_what_lies_below_open()
    {
        Assert.All(BlockListCheck.Kinds.Where(kind => kind is not BlockListKind.Hosts), kind => Assert.True(Lists.Blocked(kind).Itself("v16-webapp.tiktokcdn.com"), $"{kind}"));
        Assert.True(Lists.Blocked(BlockListKind.Hosts).Itself("www.tiktok.com"));
        Assert.False(Lists.Blocked(BlockListKind.Hosts).Itself("v16-webapp.tiktokcdn.com"));
    }

    [Theory]
    [InlineData(2026, 11, 22, "2026112200")]
    [InlineData(2026, 11, 20, "2026112100")]
    [InlineData(2027, 1, 2, "2027010200")]
    public void The_serial_of_a_zone_grows_with_the_day_and_the_catalogue(int year, int month, int day, string serial)
    {
        var selection = BlockSelection.Of(Shipped.Catalogue, Lists.Federal, new DateOnly(year, month, day)) with { CatalogueVersion = "2026.11.21" };

        Assert.Contains($" {serial} ", Lists.Text(BlockListKind.Rpz, selection), StringComparison.Ordinal);
    }

    [Fact]
    public void The_undo_file_of_a_registry_takes_back_the_very_values_that_were_set()
    {
        var files = BlockList.Write(BlockListKind.EdgeRegistry, Lists.Selection).Files;

        Assert.Equal(Names(files[0], "=\""), Names(files[1], "=-"));
        Assert.Equal(Lists.Selection.Domains.Count, Names(files[1], "=-").Count);
        Assert.All(files, file => Assert.DoesNotContain(file.Text.Split("\r\n"), line => line.Contains('\n', StringComparison.Ordinal)));

        static List<string> Names(BlockFile file, string sign) => [.. file.Text.Split("\r\n").Where(line => line.Contains('"' + sign, StringComparison.Ordinal)).Select(line => line.Split('"')[1])];
    }

    [Fact]
    public void The_profile_is_a_property_list_with_the_policy_of_each_browser()
    {
        var profile = XDocument.Parse(Lists.Text(BlockListKind.MacProfile));
        var strings = profile.Descendants("string").Select(one => one.Value).ToList();
        var later = BlockSelection.Of(Shipped.Catalogue, Lists.Federal, Lists.Day.AddDays(9));

        Assert.Equal(3, profile.Descendants("key").Count(key => key.Value is "URLBlocklist" or "WebsiteFilter"));
        Assert.All(["com.google.Chrome", "com.microsoft.Edge", "org.mozilla.firefox", "tiktok.com", "*://*.tiktok.com/*"], word => Assert.Contains(word, strings));
        Assert.Equal(4, Uuids(profile).Distinct().Count());
        Assert.Equal(Uuids(profile), Uuids(XDocument.Parse(Lists.Text(BlockListKind.MacProfile, later))));

        static List<Guid> Uuids(XDocument document) => [.. document.Descendants("key").Where(key => key.Value == "PayloadUUID").Select(key => Guid.Parse(((XElement)key.NextNode!).Value))];
    }

    [Fact]
    public void Indicators_come_in_bodies_and_tables_of_at_most_500()
    {
        var many = Lists.Selection with { Domains = [.. Enumerable.Range(0, 1001).Select(n => new BlockedDomain($"d{n:0000}.example", "tiktok", "tiktok_service", 2, []))] };
        using var document = JsonDocument.Parse(Lists.Text(BlockListKind.DefenderRequests, many));
        var sizes = document.RootElement.GetProperty("requests").EnumerateArray().Select(one => one.GetProperty("body").GetProperty("Indicators").GetArrayLength());
        var tables = BlockList.Write(BlockListKind.DefenderCsv, many).Files.Where(file => file.Extension == ".csv").ToList();

        Assert.Equal([500, 500, 1], sizes);
        Assert.Equal([501, 501, 2], tables.Select(file => file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal([null, "2", "3"], tables.Select(file => file.Part));
        Assert.All(tables[0].Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), row => Assert.Equal(12, row.Split(',').Length));
        Assert.Throws<UnusableInputException>(() => DefenderIndicators.Of(many with { Domains = [.. Enumerable.Repeat(many.Domains[0], 15_001)] }));
        Assert.Throws<UnusableInputException>(() => BlockList.Write(BlockListKind.ChromePolicy, many));
    }

    [Fact]
    public async Task Files_are_saved_beside_each_other_and_over_nothing_unless_told_to()
    {
        var list = BlockList.Write(BlockListKind.ExchangeScript, Lists.Selection);
        var path = Path.Combine(_folder, "mail.ps1");
        await File.WriteAllTextAsync(Path.Combine(_folder, "mail.undo.ps1"), "mine");

        await Assert.ThrowsAsync<UnusableInputException>(() => list.SaveAsync(path, force: false));
        Assert.Equal(["mail.undo.ps1"], Directory.GetFiles(_folder).Select(Path.GetFileName));

        var written = await list.SaveAsync(path, force: true);
        Assert.Equal([path, Path.Combine(_folder, "mail.undo.ps1")], written);
        Assert.Equal(list.Files[1].Bytes.ToArray(), await File.ReadAllBytesAsync(written[1]));
        await Assert.ThrowsAsync<UnusableInputException>(() => list.SaveAsync(Path.Combine(_folder, "none", "x.ps1"), force: false));
        await Assert.ThrowsAsync<UnusableInputException>(() => list.SaveAsync(_folder, force: true));
    }
}
