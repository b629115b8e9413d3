using TikTokBan.Catalogue;
using TikTokBan.Sources.Network.Hunting;

namespace TikTokBan.Tests.Tenants;

/// <summary>What a query finds is at least what the matcher would flag.</summary>
public sealed class NetworkTermsTests
{
    private static readonly CoveredCatalogue Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue);
    private static readonly Matcher Matcher = Catalogue.CreateMatcher();
    private static readonly HuntingTerms Terms = new(Catalogue);

    [Fact]
    public void Every_host_of_the_catalogue_is_found_as_it_is_and_below()
    {
        var hosts = Catalogue.Indicators.Where(one => one.Kind == IndicatorKind.Domain && one.Outcome != MatchOutcome.NotCovered).Select(one => one.Value).ToList();

        Assert.True(hosts.Count > 150);
        Assert.All(hosts, host => Assert.True(Finds(host) && Finds($"www.{host}") && Finds($"https://x.{host.ToUpperInvariant()}/a?b"), host));
    }

    [Theory]
    [InlineData("t1ktok.com")]
    [InlineData("www.tikt0k.com")]
    [InlineData("tlkt0k.com")]
    [InlineData("xn--tktok-n4a.com")]
    [InlineData("tiktok.com.evil.example")]
    [InlineData("login-tiktok.example")]
    [InlineData("tik-tok.example")]
    public void Hosts_that_pose_as_one_are_found(string host)
    {
        Assert.NotEqual(MatchOutcome.NotCovered, Matcher.Match(IndicatorKind.Domain, host).Outcome);
        Assert.True(Finds(host));
    }

    [Fact]
    public void Every_sender_of_the_catalogue_is_found_by_its_domain()
    {
        var senders = Catalogue.Indicators.Where(one => one.Kind == IndicatorKind.Sender && one.Outcome != MatchOutcome.NotCovered).Select(one => one.Value.Split('@')[1]).ToList();

        Assert.NotEmpty(senders);
        Assert.All(senders, domain => Assert.True(Finds(domain), domain));
    }

    [Fact]
    public void Every_title_is_found_in_the_form_of_a_software_inventory()
    {
        var query = Assert.Single(HuntingQueries.Software(Terms)).Filter;
        foreach (var name in Catalogue.Applications.SelectMany(one => one.Indicators).Where(one => one.Kind == IndicatorKind.Name && one.Outcome != MatchOutcome.NotCovered).Select(one => one.Value))
        {
            var words = Catalogue.Applications.Count > 0 ? name.ToLowerInvariant().Split(' ')[0] : name;
            Assert.True(Terms.Brands.Any(brand => name.Contains(brand, StringComparison.OrdinalIgnoreCase)) || query.Contains($"\"{words}", StringComparison.OrdinalIgnoreCase), name);
        }
    }

    [Fact]
    public void Text_cannot_leave_its_literal() =>
        Assert.Equal("\"a\\\\b\\\"c\"", HuntingFilter.Quote("a\\b\"c"));

    // As the query language has it: a part stands anywhere, a word between letters and digits of others.
    private static bool Finds(string host) =>
        Terms.Parts.Any(part => host.Contains(part, StringComparison.OrdinalIgnoreCase)) || Terms.Hosts.Any(word => Has(host, word));

    private static bool Has(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }
}
