using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>What holds for every value, not only for those of a table.</summary>
public sealed class PropertyTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261121, 1);

    private static readonly string[] Hidden = ["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u200E", "\u202E", "\u2069", "\uFE0F", "\u034F", "\U000E0041", "\u2122"];

    private static readonly string[] Names = ["TikTok", "tiktok lite", "TikTok: Videos, Lives & Musik", "ТикТок", "틱톡", "抖音", "TikTok Downloader", "T1kT0k", "TıkTok", "ТіkТоk", "CapCut Pro", "Instagram", "tiktoken", "Seller Center", "ＴｉｋＴｏｋ", "Café — Überblick", "Tik-Tok"];

    private static readonly Arbitrary<char> Characters = Gen.Frequency(
        (6, Gen.Elements("tikoTIKO -.@:/_<>,;%#?\\\"'=01".ToCharArray())),
        (3, Gen.Choose(0x20, 0x7E).Select(i => (char)i)),
        (2, Gen.Choose(0, 0xFFFF).Select(i => (char)i))).ToArbitrary();

    private static readonly Arbitrary<string> Texts = Gen.ArrayOf(Characters.Generator).Select(characters => new string(characters)).ToArbitrary();

    private static readonly Arbitrary<string> Labels = Gen.NonEmptyListOf(Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray())).Select(letters => new string([.. letters.Take(12)])).ToArbitrary();

    [Fact]
    public void NoKindEverThrowsAndEveryAnswerHasAReason() => Prop.ForAll(Texts, value =>
    {
        foreach (var kind in Enum.GetValues<IndicatorKind>())
            Assert.NotEmpty(Shipped.Matcher.Match(kind, value, (MailAuthentication)(value.Length % 3)).Reason);
        Assert.True(Enum.IsDefined(Matcher.GuessKind(value)));
        Shipped.Matcher.MatchInventory(value, value, "android");
    }).Check(Settings);

    [Theory]
    [InlineData("a", 1_000_000)]
    [InlineData("\uD800", 1_000_000)]
    [InlineData("\0", 1_000_000)]
    [InlineData("tiktok.com.", 100_000)]
    [InlineData("tiktok.", 200_000)]
    [InlineData("T\u200B", 500_000)]
    [InlineData("%74", 300_000)]
    [InlineData("xn--", 250_000)]
    [InlineData("@<", 500_000)]
    [InlineData("１", 500_000)]
    [InlineData("\u0301", 500_000)]
    [InlineData("ﷺ", 300_000)]
    [InlineData("re: ", 250_000)]
    public void AMillionCharactersAreAnsweredSoon(string part, int times)
    {
        var value = string.Concat(Enumerable.Repeat(part, times));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var kind in Enum.GetValues<IndicatorKind>())
            Assert.NotEmpty(Shipped.Matcher.Match(kind, value).Reason);
        Matcher.GuessKind(value);
        var bytes = System.Text.Encoding.UTF8.GetBytes(value);
        Shipped.Matcher.MatchInventoryUtf8(bytes, bytes, null);

        // Far above what it takes, far below what a quadratic step would.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [Fact]
    public void AnythingInUtf8IsAnsweredAsItsText() => Prop.ForAll(Texts, Texts, (name, publisher) =>
    {
        // Half a surrogate pair has no UTF-8; both sides see what stands in for it.
        var (first, second) = (System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(publisher));
        Assert.Equal(
            Shipped.Matcher.MatchInventory(System.Text.Encoding.UTF8.GetString(first), System.Text.Encoding.UTF8.GetString(second), null),
            Shipped.Matcher.MatchInventoryUtf8(first, second, null));
    }).Check(Settings);

    [Fact]
    public void ToTheLeftACoveredDomainStaysCovered() => Prop.ForAll(Labels, Gen.Elements("tiktok.com", "tiktokcdn.com", "tiktokv.us", "musical.ly", "p16-tiktokcdn-com.akamaized.net").ToArbitrary(), (label, domain) =>
    {
        var exact = Shipped.Catalogue.Indicators.Any(one => one.Kind is IndicatorKind.Domain && one.Value == $"{label}.{domain}");
        var result = Shipped.Matcher.Match(IndicatorKind.Domain, $"{label}.{domain}");
        Assert.True(exact || result.Outcome is MatchOutcome.Covered, $"{label}.{domain}: {result}");
        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Domain, $"{label}{domain}").Outcome);
    }).Check(Settings);

    [Fact]
    public void ToTheRightItNeverDoes() => Prop.ForAll(Labels, Gen.Elements("tiktok.com", "tiktokcdn.com", "www.tiktok.com", "musical.ly").ToArbitrary(), (label, domain) =>
    {
        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Domain, $"{domain}.{label}").Outcome);
        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Domain, $"{domain}.{label}.example").Outcome);
        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Url, $"https://{domain}.{label}.example/").Outcome);
        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Sender, $"noreply@{domain}.{label}.example").Outcome);
    }).Check(Settings);

    [Fact]
    public void WhatIsInvisibleNeverChangesAName() => Prop.ForAll(Gen.Elements(Names).ToArbitrary(), Gen.ArrayOf(Gen.Elements(Hidden), 4).ToArbitrary(), ArbMap.Default.ArbFor<int[]>(), (name, hidden, places) =>
    {
        var text = name;
        for (var i = 0; i < hidden.Length; i++)
            text = text.Insert((int)((uint)(places.Length > 0 ? places[i % places.Length] : i) % (text.Length + 1)), hidden[i]);
        if (!HasSplitPair(text))
            Assert.Equal(Shipped.Matcher.Match(IndicatorKind.Name, name), Shipped.Matcher.Match(IndicatorKind.Name, text));
    }).Check(Settings);

    [Fact]
    public void CaseNeverMattersButForBundles()
    {
        foreach (var indicator in Shipped.Catalogue.Indicators.Where(one => one.Kind is not IndicatorKind.Bundle))
        {
            var expected = Shipped.Matcher.Match(indicator.Kind, indicator.Value);
            Assert.Equal(expected, Shipped.Matcher.Match(indicator.Kind, indicator.Value.ToUpperInvariant()));
            Assert.Equal(expected, Shipped.Matcher.Match(indicator.Kind, indicator.Value.ToLowerInvariant()));
        }

        Assert.NotEqual(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Bundle, "com.ss.iphone.ugc.AME").Outcome);
    }

    [Fact]
    public void EveryIndicatorIsFoundByItsValue()
    {
        foreach (var indicator in Shipped.Catalogue.Indicators.Where(one => !one.Value.EndsWith('*')))
        {
            var value = indicator.Kind is IndicatorKind.Url ? indicator.Value + "//x" : indicator.Value.Replace("*@", "someone-unheard@", StringComparison.Ordinal);
            var result = Shipped.Matcher.Match(indicator.Kind, value);
            Assert.True(result.Outcome == indicator.Outcome, $"{indicator.Location} {indicator.Kind} {value}: {result}");
            if (result.Outcome is not MatchOutcome.NotCovered)
                Assert.Equal(indicator.Application, result.Application);
        }

        foreach (var excluded in Shipped.Catalogue.Excluded)
            Assert.Equal(MatchOutcome.NotCovered, Shipped.Matcher.Match(excluded.Kind, excluded.Value).Outcome);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    public void TheCultureOfTheHostDoesNotMatter(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            var matcher = CoveredCatalogue.Load(Repository.At("data", "catalogue")).CreateMatcher();
            Assert.Equal(MatchOutcome.Covered, matcher.Match(IndicatorKind.Name, "TIKTOK").Outcome);
            Assert.Equal(MatchOutcome.Covered, matcher.Match(IndicatorKind.Domain, "WWW.TIKTOK.COM").Outcome);
            Assert.Equal(MatchOutcome.Covered, matcher.Match(IndicatorKind.Package, "COM.ZHILIAOAPP.MUSICALLY").Outcome);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(IndicatorKind.Name, "Microsoft Visual C++ 2019 X64 Additional Runtime")]
    [InlineData(IndicatorKind.Name, "Tim's Ticket Tool - Lite")]
    [InlineData(IndicatorKind.Name, "SSS Video Downloader for TikTok")]
    [InlineData(IndicatorKind.Name, "Überweisungen für Behörden")]
    [InlineData(IndicatorKind.Name, "微信")]
    [InlineData(IndicatorKind.Name, "Яндекс Карты")]
    [InlineData(IndicatorKind.Publisher, "Microsoft Corporation")]
    [InlineData(IndicatorKind.Package, "be.example.portal")]
    [InlineData(IndicatorKind.Bundle, "com.apple.mobilesafari")]
    [InlineData(IndicatorKind.Domain, "login.microsoftonline.com")]
    [InlineData(IndicatorKind.Sender, "someone@authority.example")]
    [InlineData(IndicatorKind.Address, "192.0.2.7")]
    [InlineData(IndicatorKind.Subject, "Minutes of the meeting of 3 March")]
    public void WhatIsNotCoveredCostsNoAllocation(IndicatorKind kind, string value)
    {
        Assert.Equal(MatchOutcome.NotCovered, Shipped.Matcher.Match(kind, value).Outcome);
        var bytes = System.Text.Encoding.UTF8.GetBytes(value);

        // The runtime counts what a collection on another thread takes from this one's buffer. A round without it tells;
        // a matcher that allocates has no round of nought.
        var least = long.MaxValue;
        for (var round = 0; round < 20 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                Shipped.Matcher.Match(kind, value);
                Shipped.Matcher.MatchInventory(value, value, "windows");
                Shipped.Matcher.MatchInventoryUtf8(bytes, bytes, "windows");
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public async Task ManyThreadsGetTheAnswersOfOne()
    {
        var expected = Names.Select(name => Shipped.Matcher.Match(IndicatorKind.Name, name)).ToList();
        var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 200).All(_ => Names.Select(name => Shipped.Matcher.Match(IndicatorKind.Name, name)).SequenceEqual(expected))));
        Assert.All(await Task.WhenAll(runs), Assert.True);
    }

    // A mark put between the halves of a pair leaves two halves, which is another text.
    private static bool HasSplitPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
                return true;
            if (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))
                return true;
        }

        return false;
    }
}
