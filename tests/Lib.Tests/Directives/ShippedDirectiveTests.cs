using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

public sealed class ShippedDirectiveTests
{
    private static readonly string[] Expected =
    [
        "be-federal-716", "be-cns-invitation", "be-ccb-advice-2023-03-08", "be-vsse-advice", "be-defence", "be-chamber-2023",
        "be-flanders-shared-it", "be-flemish-parliament", "be-wallonia", "be-fwb", "be-brussels", "be-deepseek-2025", "eu-commission",
        "eu-council", "eeas", "eu-parliament", "eu-other-bodies", "us-omb-m-23-13", "us-far-52-204-27", "us-congress", "us-states",
        "ca-tbs", "ca-house", "fr-recreational", "nl-offensive-cyber", "uk-gov-devices", "fi-officials", "ee-mod", "dk-advice", "de-none",
        "de-mod", "de-moi", "de-bsi-advice", "in-national", "evaluating-2023-03", "dedicated-device-controls", "nato-2023", "nz-parliament",
    ];

    [Fact]
    public void Every_directive_is_there_and_none_is_broken()
    {
        var set = DirectiveSet.Load(AllDirectives.Folder);

        Assert.Empty(set.Problems);
        Assert.Equal(Expected.Order(StringComparer.Ordinal), set.All.Select(directive => directive.Id));
        Assert.All(set.All, directive => Assert.Equal(directive.Id + ".yaml", Path.GetFileName(directive.Path)));
    }

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void The_check_finds_nothing(string id) =>
        Assert.Empty(DirectiveCheck.Run(AllDirectives.Find(id).Path, DirectiveSet.Load(AllDirectives.Folder)));

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void The_hash_is_that_of_the_file(string id)
    {
        var directive = AllDirectives.Find(id);
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(directive.Path)));

        Assert.Equal(hash.ToLowerInvariant(), directive.Hash);
    }

    [Theory]
    [InlineData("2023-03-09", null)]
    [InlineData("2023-03-10", "decision of 10 March 2023")]
    [InlineData("2023-03-17", "Circular no. 716")]
    [InlineData("2023-09-10", "September 2023, prolonged by six months")]
    [InlineData("2024-03-20", "indefinite")]
    [InlineData("2031-01-01", "indefinite")]
    public void The_federal_chain_names_the_instrument_of_each_step(string day, string? instrument)
    {
        var period = AllDirectives.Find("be-federal-716").InForceOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        if (instrument is null)
            Assert.Null(period);
        else
            Assert.Contains(instrument, period!.Instrument.In("en"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void Every_language_has_a_text_of_its_own(string id)
    {
        var directive = AllDirectives.Find(id);

        Assert.Equal(4, LocalText.Languages.Select(directive.Text).Distinct().Count());
        Assert.All(directive.Rules, rule => Assert.Equal(4, LocalText.Languages.Select(rule.Text.In).Distinct().Count()));
    }

    [Fact]
    public void An_unknown_id_is_answered_with_those_that_are_known()
    {
        var problem = Assert.Throws<UnusableInputException>(() => DirectiveSet.Load(AllDirectives.Folder).Find("be-federal"));

        Assert.Contains("be-federal-716", problem.Message, StringComparison.Ordinal);
    }
}
