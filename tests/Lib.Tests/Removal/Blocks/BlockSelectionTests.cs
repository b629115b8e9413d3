using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Selecting;
using TikTokBan.Tests.Catalogue;

namespace TikTokBan.Tests.Removal.Blocks;

/// <summary>What comes on a block list and what is left out.</summary>
public sealed class BlockSelectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-blocks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Only_confirmed_domains_of_the_applications_that_the_directive_covers_are_blocked()
    {
        var selection = Lists.Selection;

        Assert.Contains(selection.Domains, one => one is { Name: "tiktok.com", Application: "tiktok", ConfirmedBy: >= 2 });
        Assert.InRange(selection.Domains.Count, 25, 60);
        Assert.All(selection.Domains, one =>
        {
            Assert.Equal("tiktok_service", one.Class);
            Assert.True(one.ConfirmedBy >= 2, one.Name);
            Assert.Equal(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Domain, one.Name).Outcome);
            Assert.Equal(MatchOutcome.Covered, Shipped.Matcher.Match(IndicatorKind.Domain, $"any.{one.Name}").Outcome);
        });
        Assert.Empty(selection.BeyondDirective);
    }

    [Theory]
    [InlineData("tiktok.org", LeftOutReason.OneSource, null)]
    [InlineData("tiktok-row.org", LeftOutReason.OneSource, null)]
    [InlineData("byteoversea.com", LeftOutReason.Shared, null)]
    [InlineData("bytedance.map.fastly.net", LeftOutReason.Shared, null)]
    [InlineData("volcengine.com", LeftOutReason.Shared, null)]
    [InlineData("tiktokpangle.us", LeftOutReason.OtherPurpose, null)]
    [InlineData("ads.tiktok.com", LeftOutReason.OtherPurpose, "tiktok.com")]
    [InlineData("capcut.com", LeftOutReason.NotMeant, null)]
    [InlineData("musical.ly", LeftOutReason.NotMeant, null)]
    public void What_is_left_out_says_why_and_whether_it_is_blocked_all_the_same(string name, LeftOutReason reason, string? with)
    {
        var one = Lists.Selection.LeftOutDomains.Single(left => left.Value == name);

        Assert.Equal((reason, with), (one.Reason, one.BlockedWith));
        Assert.DoesNotContain(Lists.Selection.Domains, domain => domain.Name == name);
    }

    [Fact]
    public void Every_domain_and_sender_of_the_catalogue_is_blocked_left_out_or_below_a_blocked_one()
    {
        var selection = Lists.Selection;
        var known = Shipped.Catalogue.Indicators.Where(one => one.Kind is IndicatorKind.Domain).Select(one => one.Value).ToHashSet();
        var told = selection.Domains.SelectMany(one => one.Hosts.Append(one.Name)).Concat(selection.LeftOutDomains.Select(one => one.Value)).ToHashSet();

        Assert.Equal(known, told);
    }

    [Fact]
    public void No_blocked_domain_lies_below_another() => Assert.DoesNotContain(
        Lists.Widest.Domains,
        one => Lists.Widest.Domains.Any(above => DomainTree.IsBelow(one.Name, above.Name)));

    [Fact]
    public void Nothing_that_others_use_is_blocked_whatever_is_named()
    {
        var guard = new DomainsOfOthers([.. Shipped.Catalogue.Excluded.Where(one => one.Kind is IndicatorKind.Domain).Select(one => one.Value)]);

        Assert.All(Lists.Widest.Domains, one => Assert.Null(guard.UsedBy(one.Name)));
        Assert.Equal("akamaized.net", guard.UsedBy("akamaized.net"));
        Assert.Equal("blob.core.windows.net", guard.UsedBy("core.windows.net"));
        Assert.Null(guard.UsedBy("tiktokcdn.com.akamaized.net"));
    }

    [Fact]
    public void An_authority_can_not_put_a_domain_of_others_on_a_list()
    {
        var catalogue = Own("google.com", "core.windows.net", "own-app.example");
        var selection = BlockSelection.Of(catalogue, Lists.Federal, Lists.Day, "own-app");

        Assert.Equal("own-app.example", Assert.Single(selection.Domains).Name);
        Assert.Equal(["core.windows.net", "google.com"], selection.LeftOutDomains.Where(one => one.Reason is LeftOutReason.OthersUseIt).Select(one => one.Value));
    }

    [Fact]
    public void Naming_an_application_narrows_and_widens()
    {
        var capcut = BlockSelection.Of(Shipped.Catalogue, Lists.Federal, Lists.Day, "capcut");

        Assert.Equal(["capcut.com", "capcutapi.us"], capcut.Domains.Select(one => one.Name));
        Assert.Equal(["capcut"], capcut.BeyondDirective);
        Assert.Contains("Named by whoever wrote this list, and not covered by the directive: capcut.", BlockList.Write(BlockListKind.Rpz, capcut).Notes);
        var both = BlockSelection.Of(Shipped.Catalogue, Lists.Federal, Lists.Day, "tiktok", "capcut");
        Assert.Equal(Lists.Selection.Domains.Count + 2, both.Domains.Count);
        Assert.Equal(["capcut"], both.BeyondDirective);
    }

    [Theory]
    [InlineData("be-federal-716", "2023-01-01", null, "not in force on 2023-01-01")]
    [InlineData("de-none", "2026-11-22", null, "imposes nothing")]
    [InlineData("be-federal-716", "2026-11-22", "nosuch", "no application 'nosuch'")]
    [InlineData("be-federal-716", "2026-11-22", "tiktok-tv", "nothing to put on a block list")]
    public void What_can_not_be_blocked_is_told_in_one_sentence(string directive, string day, string? application, string sentence)
    {
        var failure = Assert.Throws<UnusableInputException>(() => BlockSelection.Of(
            Shipped.Catalogue,
            Directive.LoadFile(Repository.At("data", "directives", $"{directive}.yaml")),
            DateOnly.ParseExact(day, "yyyy-MM-dd"),
            application is null ? [] : [application]));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_confirmed_senders_about_accounts_are_held_back()
    {
        var selection = Lists.Selection;

        Assert.Equal(["account.tiktok.com", "notification@service.tiktok.com"], selection.Senders.Select(one => one.Value));
        Assert.Equal([true, false], selection.Senders.Select(one => one.IsDomain));
        Assert.Contains(selection.LeftOutSenders, one => one is { Value: "newsletter@service.tiktok.com", Reason: LeftOutReason.OtherPurpose });
        Assert.Contains(selection.LeftOutSenders, one => one is { Value: "*@service.tiktok.com", Reason: LeftOutReason.OneSource });
    }

    [SkippableFact]
    public void No_look_alike_is_blocked()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("data", "lookalikes.json")));
        var innocent = document.RootElement.GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("kind").GetString() is "domain" && row.GetProperty("expected").GetString() is "not_covered" or "not_covered_suspicious")
            .Select(row => row.GetProperty("value").GetString()!).ToList();

        Assert.True(innocent.Count >= 10, $"only {innocent.Count} look-alikes");
        Assert.All(innocent, name => Assert.DoesNotContain(Lists.Widest.Domains, one => DomainTree.IsOrIsBelow(name, one.Name)));
    }

    private CoveredCatalogue Own(params string[] domains)
    {
        File.WriteAllText(
            Path.Combine(_folder, "own.yaml"),
            $$"""
            sources:
              own: { what: A list of our own, where: here, tier: first-party }
            applications:
              - id: own-app
                names: { en: Own App }
                class: tiktok_service
                vendor: Somebody
                origin: BE
                category: recreational
                indicators:
            {{string.Join('\n', domains.Select(domain => $"      - {{ kind: domain, value: {domain}, role: service, confirmedBy: 2, sources: [own] }}"))}}

            """);
        return CoveredCatalogue.Load(Repository.At("data", "catalogue"), _folder);
    }
}
