using System.Globalization;
using System.Text;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>What a catalogue folder may hold, and the sentence that whoever edits it gets when it holds something else.</summary>
public sealed class LoadingTests : IDisposable
{
    private const string Manifest = """
        version: "1"
        minimum: { applications: 1, indicators: 2 }
        classes:
          main: { title: main, outcome: covered }
          other: { title: other, outcome: review }
        sources:
          one: { what: One, where: here, tier: database }
          vendor: { what: Vendor, where: there, tier: first-party }
        """;

    private const string Application = """
        applications:
          - id: app
            names: { en: Example, fr: Exemple }
            class: main
            vendor: Example Ltd.
            origin: CN
            category: recreational
            indicators:
              - { kind: package, value: com.example.app, confirmedBy: 2, sources: [one] }
              - { kind: package, value: com.example.single, confirmedBy: 1, sources: [one] }
              - { kind: package, value: com.example.vendor, confirmedBy: 1, sources: [vendor] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tiktokban-catalogue-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AWholeCatalogueLoadsAndASingleSourceOnlyAsksForReview()
    {
        var catalogue = Load(Manifest, Application);
        var app = catalogue.Find("app")!;
        Assert.Equal(("Exemple", "Example"), (app.Name("fr-BE"), app.Name("nl")));
        var outcomes = app.Indicators.Where(one => one.Kind is IndicatorKind.Package).ToDictionary(one => one.Value, one => one.Outcome, StringComparer.Ordinal);
        Assert.Equal(MatchOutcome.Covered, outcomes["com.example.app"]);
        Assert.Equal(MatchOutcome.Review, outcomes["com.example.single"]);
        Assert.Equal(MatchOutcome.Covered, outcomes["com.example.vendor"]);
        Assert.Null(catalogue.Find("App"));
    }

    [Theory]
    [InlineData("com.example.app,", "com example app,", "is no package")]
    [InlineData("kind: package, value: com.example.app", "kind: parcel, value: com.example.app", "must be one of")]
    [InlineData("kind: package, value: com.example.app", "kind: domain, value: example.com/path", "is no domain")]
    [InlineData("kind: package, value: com.example.app", "kind: domain, value: example.com:443", "is no domain")]
    [InlineData("kind: package, value: com.example.app", "kind: domain, value: \"*.example.com\"", "is no domain")]
    [InlineData("kind: package, value: com.example.app", "kind: signer, value: abc com.example.app", "64 hexadecimal")]
    [InlineData("kind: package, value: com.example.app", "kind: address, value: 192.0.2.1/24", "remaining bits are zero")]
    [InlineData("kind: package, value: com.example.app", "kind: address, value: 192.0.2.0/40", "is no address")]
    [InlineData("kind: package, value: com.example.app", "kind: appStoreId, value: \"12a4567\"", "digits")]
    [InlineData("kind: package, value: com.example.app", "kind: sender, value: example.com", "is no sender")]
    [InlineData("kind: package, value: com.example.app", "kind: url, value: \"https://example.com\"", "is no url")]
    [InlineData("kind: package, value: com.example.app", "kind: subject, value: hello", "must be one of")]
    [InlineData("confirmedBy: 2", "confirmedBy: many", "whole number")]
    [InlineData("confirmedBy: 2", "confirmedBy: -1", "whole number")]
    [InlineData("confirmedBy: 2, ", "", "'confirmedBy' is missing")]
    [InlineData("confirmedBy: 2, sources: [one]", "confirmedBy: 2, sources: [two]", "is not described")]
    [InlineData("confirmedBy: 2, sources: [one]", "confirmedBy: 2, sources: []", "'sources' is empty")]
    [InlineData("confirmedBy: 2", "confirmedby: 2", "is not known here")]
    [InlineData("confirmedBy: 2", "confirmedBy: 2, platform: amiga", "must be one of")]
    [InlineData("com.example.single", "com.example.app", "already; remove one")]
    [InlineData("class: main", "class: unheard", "is not defined")]
    [InlineData("class: main", "class: main\n    outcome: suspicious", "must be one of")]
    [InlineData("class: main", "class: other\n    outcome: covered", "graver")]
    [InlineData("origin: CN", "origin: China", "two capital letters")]
    [InlineData("category: recreational", "category: fun", "must be one of")]
    [InlineData("en: Example, ", "", "English name")]
    [InlineData("{ en: Example, fr: Exemple }", "{ en: \"\\u200B\" }", "is no name")]
    [InlineData("- id: app", "- id: App", "small letters")]
    [InlineData("vendor: Example Ltd.", "vendor:", "has no value")]
    [InlineData("vendor: Example Ltd.", "vendor: Example Ltd.\n    colour: red", "is not known here")]
    [InlineData("vendor: Example Ltd.", "vendor: Example Ltd.\n    publishers: [Nobody]", "is not listed")]
    public void AnErrorNamesFileLineAndWhatToDo(string good, string bad, string says)
    {
        Assert.Contains(good, Application, StringComparison.Ordinal);
        var error = Assert.Throws<UnusableInputException>(() => Load(Manifest, Application.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("app.yaml", error.Path, StringComparison.Ordinal);
        Assert.True(error.Line > 0, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void TwoApplicationsCanNotHaveOneIndicator()
    {
        var error = Assert.Throws<UnusableInputException>(() => Load(Manifest, Application + "\n" + string.Join('\n', Application.Split('\n').Skip(1)).Replace("id: app", "id: second", StringComparison.Ordinal).Replace("Example, fr: Exemple", "Second", StringComparison.Ordinal)));
        Assert.Contains("belongs to 'app' already, in app.yaml:9", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("applications: 1", "applications: 2", "must hold at least 2")]
    [InlineData("indicators: 2", "indicators: 99", "must hold at least 99")]
    [InlineData("version: \"1\"", "# nothing", "no file states version")]
    public void AShrunkenCatalogueIsRefused(string good, string bad, string says) =>
        Assert.Contains(says, Assert.Throws<UnusableInputException>(() => Load(Manifest.Replace(good, bad, StringComparison.Ordinal), Application)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnEmptyOrMissingFolderIsRefused()
    {
        Assert.Contains("holds no catalogue", Assert.Throws<UnusableInputException>(() => CoveredCatalogue.Load(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("can't be read", Assert.Throws<UnusableInputException>(() => CoveredCatalogue.Load(Path.Combine(_folder, "none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABombOrAHugeFileIsRefused()
    {
        var bomb = new StringBuilder("x0: &x0 [a, a]\n");
        for (var i = 1; i < 40; i++)
            bomb.Append(CultureInfo.InvariantCulture, $"x{i}: &x{i} [*x{i - 1}, *x{i - 1}]\n");
        Assert.Contains("anchors", Assert.Throws<UnusableInputException>(() => Load(Manifest, bomb.ToString())).Message, StringComparison.Ordinal);
        using (var stream = File.Create(Path.Combine(_folder, "app.yaml")))
            stream.SetLength(100L * 1024 * 1024);
        Assert.Contains("larger than", Assert.Throws<UnusableInputException>(() => CoveredCatalogue.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHashFollowsTheContentAndNotTheLayout()
    {
        var hash = Load(Manifest, Application).Hash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, Load("# a comment\n" + Manifest, "\n\n" + Application + "\n").Hash);
        Assert.NotEqual(hash, Load(Manifest, Application.Replace("com.example.single", "com.example.other", StringComparison.Ordinal)).Hash);
        Assert.NotEqual(hash, Load(Manifest, Application.Replace("confirmedBy: 2", "confirmedBy: 3", StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void AnAuthorityAddsApplicationsOfAClassOfItsOwn()
    {
        var catalogue = WithOwn("""
            classes:
              rednote: { title: Xiaohongshu, outcome: covered }
            sources:
              ours: { what: Our register, where: intranet, tier: first-party }
            applications:
              - id: xiaohongshu
                names: { en: RedNote, zh: 小红书 }
                class: rednote
                vendor: Xingyin
                origin: CN
                category: recreational
                indicators:
                  - { kind: package, value: com.xingin.xhs, confirmedBy: 1, sources: [ours] }
                  - { kind: account, value: "@our.authority", confirmedBy: 1, sources: [ours] }
            """);
        var matcher = catalogue.CreateMatcher();
        Assert.Equal((MatchOutcome.Covered, "xiaohongshu", "rednote"), Of(matcher.Match(IndicatorKind.Package, "com.xingin.xhs")));
        Assert.Equal((MatchOutcome.Covered, "xiaohongshu", "rednote"), Of(matcher.Match(IndicatorKind.Name, "小红书")));
        Assert.Equal((MatchOutcome.Review, "xiaohongshu", "rednote"), Of(matcher.Match(IndicatorKind.Account, "@our.authority")));
        Assert.Equal((MatchOutcome.Covered, "tiktok", "tiktok_service"), Of(matcher.Match(IndicatorKind.Name, "TikTok")));
        Assert.NotEqual(Shipped.Catalogue.Hash, catalogue.Hash);
        Assert.Null(Shipped.Catalogue.Find("xiaohongshu"));
    }

    [Theory]
    [InlineData("classes: { tiktok_service: { title: mine, outcome: review } }", "defined already and otherwise")]
    [InlineData("sources: { winget: { what: mine, where: here, tier: first-party } }", "described already and otherwise")]
    [InlineData("applications: [{ id: tiktok, names: { en: Mine }, class: affiliate, vendor: x, origin: BE, category: work }]", "'tiktok' is defined already")]
    [InlineData("applications: [{ id: mine, names: { en: TikTok }, class: affiliate, vendor: x, origin: BE, category: work }]", "belongs to 'tiktok' already")]
    [InlineData("indicators: [{ kind: domain, class: tiktok_service, application: tiktok, confirmedBy: 2, sources: [winget], values: [tiktok.example] }]", "shipped and can't be added to")]
    [InlineData("never: [{ kind: package, value: com.zhiliaoapp.musically, why: we like it }]", "can't be excluded too")]
    [InlineData("indicators: [{ kind: package, class: affiliate, confirmedBy: 2, sources: [winget], values: [com.tiktok.studio] }]", "can't be an indicator too")]
    [InlineData("version: \"9\"", "is not known here")]
    public void AnAuthorityCanNotChangeWhatIsShipped(string own, string says)
    {
        var error = Assert.Throws<UnusableInputException>(() => WithOwn(own));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(_folder, error.Path, StringComparison.Ordinal);
    }

    private CoveredCatalogue Load(string manifest, string application)
    {
        File.WriteAllText(Path.Combine(_folder, "catalogue.yaml"), manifest);
        File.WriteAllText(Path.Combine(_folder, "app.yaml"), application);
        return CoveredCatalogue.Load(_folder);
    }

    private CoveredCatalogue WithOwn(string own)
    {
        File.WriteAllText(Path.Combine(_folder, "own.yaml"), own);
        return CoveredCatalogue.Load(Repository.At("data", "catalogue"), _folder);
    }

    private static (MatchOutcome Outcome, string? Application, string? Class) Of(MatchResult result) => (result.Outcome, result.Application, result.ApplicationClass);
}
