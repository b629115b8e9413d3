using System.Text.RegularExpressions;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>The table <c>matching.tsv</c>: a value of each kind, what it must be taken for, and why. <c>\uXXXX</c> stands for a character.</summary>
public sealed class MatchingTests
{
    [Fact]
    public void EveryRowGetsItsOutcomeAndAReason()
    {
        var wrong = new List<string>();
        var rows = Rows().ToList();
        foreach (var row in rows)
        {
            var result = Shipped.Matcher.Match(row.Kind, row.Value);
            if (result.Outcome != row.Outcome || (row.Application is not null && result.Application != row.Application))
                wrong.Add($"{row.Kind} '{row.Written}' ({row.Why}): {result.Outcome} {result.Application} instead of {row.Outcome} {row.Application}: {result.Reason}");
            if (result.Reason.Length < 10 || !result.Reason.EndsWith('.'))
                wrong.Add($"{row.Kind} '{row.Written}': no sentence as reason: '{result.Reason}'");
            if (result.Outcome is MatchOutcome.NotCovered && result.Application is not null)
                wrong.Add($"{row.Kind} '{row.Written}': not covered and yet of {result.Application}");
        }

        Assert.True(rows.Count >= 500, $"only {rows.Count} rows");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void EveryKindHasRowsOfEveryOutcomeItCanHave()
    {
        var seen = Rows().Select(row => (row.Kind, row.Outcome)).ToHashSet();
        foreach (var kind in Enum.GetValues<IndicatorKind>())
        {
            Assert.Contains((kind, MatchOutcome.NotCovered), seen);
            Assert.Equal(kind is not (IndicatorKind.Publisher or IndicatorKind.Subject or IndicatorKind.Account), seen.Contains((kind, MatchOutcome.Covered)));
        }
    }

    [Theory]
    [InlineData("noreply@account.tiktok.com", MailAuthentication.Unknown, MatchOutcome.Covered, "account")]
    [InlineData("noreply@account.tiktok.com", MailAuthentication.Pass, MatchOutcome.Covered, "account")]
    [InlineData("noreply@account.tiktok.com", MailAuthentication.Fail, MatchOutcome.Suspicious, "account")]
    [InlineData("notification@service.tiktok.com", MailAuthentication.Pass, MatchOutcome.Covered, "notification")]
    [InlineData("newsletter@service.tiktok.com", MailAuthentication.Pass, MatchOutcome.NotCovered, "newsletter")]
    [InlineData("newsletter@service.tiktok.com", MailAuthentication.Fail, MatchOutcome.Suspicious, "newsletter")]
    [InlineData("press@tiktok.com", MailAuthentication.Pass, MatchOutcome.NotCovered, "corporate")]
    [InlineData("x@mail.example", MailAuthentication.Fail, MatchOutcome.NotCovered, null)]
    public void SendersHaveARoleAndForgedOnesAreSuspicious(string sender, MailAuthentication authentication, MatchOutcome outcome, string? role)
    {
        var result = Shipped.Matcher.Match(IndicatorKind.Sender, sender, authentication);
        Assert.Equal((outcome, role), (result.Outcome, result.Role));
    }

    [Theory]
    [InlineData("TikTok", "", null, MatchOutcome.Covered)]
    [InlineData("TikTok", "Someone GmbH", "windows", MatchOutcome.Covered)]
    [InlineData("Unheard Of", "TikTok Pte. Ltd.", "windows", MatchOutcome.Review)]
    [InlineData("Unheard Of", "Someone GmbH", "windows", MatchOutcome.NotCovered)]
    [InlineData("TikTok Downloader", "Someone GmbH", "windows", MatchOutcome.NotCovered)]
    [InlineData("Seller Center", "", "ios", MatchOutcome.Covered)]
    [InlineData("Seller Center", "Another Shop B.V.", "windows", MatchOutcome.Review)]
    [InlineData("Lark", "Lark Technologies Pte. Ltd.", "windows", MatchOutcome.Review)]
    [InlineData("Lark", "Bird Watching Society", "windows", MatchOutcome.NotCovered)]
    [InlineData("com.zhiliaoapp.musically", "", "android", MatchOutcome.Covered)]
    [InlineData("com.zhiliaoapp.musicallyfake", "", "android", MatchOutcome.Suspicious)]
    [InlineData("com.ss.iphone.ugc.Ame", "", "ios", MatchOutcome.Covered)]
    [InlineData("BytedancePte.Ltd.TikTok", "CN=whatever", "windows", MatchOutcome.Covered)]
    [InlineData("", "", null, MatchOutcome.NotCovered)]
    public void AnInventoryRowIsDecidedByItsNameThenItsPublisher(string name, string publisher, string? platform, MatchOutcome outcome)
    {
        var result = Shipped.Matcher.MatchInventory(name, publisher, platform);
        Assert.True(outcome == result.Outcome, result.ToString());
        Assert.Equal(result, Shipped.Matcher.MatchInventoryUtf8(System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(publisher), platform));
    }

    [Theory]
    [InlineData("TikTok", IndicatorKind.Name)]
    [InlineData("TikTok Inc.", IndicatorKind.Publisher)]
    [InlineData("com.zhiliaoapp.musically", IndicatorKind.Package)]
    [InlineData("com.tiktok.tv", IndicatorKind.Package)]
    [InlineData("com.ss.iphone.ugc.Ame", IndicatorKind.Bundle)]
    [InlineData("id835599320", IndicatorKind.AppStoreId)]
    [InlineData("835599320", IndicatorKind.AppStoreId)]
    [InlineData("BytedancePte.Ltd.TikTok_6yccndn6064se", IndicatorKind.PackageFamilyName)]
    [InlineData("BytedancePte.Ltd.TikTok", IndicatorKind.PackageFamilyName)]
    [InlineData("ByteDance.CapCut", IndicatorKind.Winget)]
    [InlineData("9NH2GPH4JZS4", IndicatorKind.Winget)]
    [InlineData("tiktok.com", IndicatorKind.Domain)]
    [InlineData("tiktok.com:443", IndicatorKind.Domain)]
    [InlineData("tiktok.com.", IndicatorKind.Domain)]
    [InlineData("xn--tktok-n4a.com", IndicatorKind.Domain)]
    [InlineData("com.evil.example", IndicatorKind.Domain)]
    [InlineData("tiktok.com/@user", IndicatorKind.Url)]
    [InlineData("https://tiktok.com", IndicatorKind.Url)]
    [InlineData("snssdk1233://x", IndicatorKind.Url)]
    [InlineData("noreply@account.tiktok.com", IndicatorKind.Sender)]
    [InlineData("TikTok <x@mail.example>", IndicatorKind.Sender)]
    [InlineData("From: x@mail.example, DMARC=fail", IndicatorKind.Sender)]
    [InlineData("Fwd: TikTok", IndicatorKind.Subject)]
    [InlineData("123456 is your verification code", IndicatorKind.Subject)]
    [InlineData("AS138699", IndicatorKind.Address)]
    [InlineData("71.18.0.0/16", IndicatorKind.Address)]
    [InlineData("2605:340::1", IndicatorKind.Address)]
    [InlineData("@someone", IndicatorKind.Account)]
    [InlineData("@dqbd/tiktoken", IndicatorKind.Name)]
    [InlineData("", IndicatorKind.Name)]
    public void TheShapeTellsTheKind(string value, IndicatorKind kind) => Assert.Equal(kind, Matcher.GuessKind(value));

    private static IEnumerable<(IndicatorKind Kind, string Value, string Written, MatchOutcome Outcome, string? Application, string Why)> Rows() =>
        File.ReadLines(Repository.At("tests", "Lib.Tests", "Catalogue", "matching.tsv")).Skip(1).Select(line => line.Split('\t')).Select(cells => (
            Enum.Parse<IndicatorKind>(cells[0], ignoreCase: true), Regex.Unescape(cells[1]), cells[1], Enum.Parse<MatchOutcome>(cells[2]), cells[3] == "-" ? null : cells[3], cells[4]));
}
