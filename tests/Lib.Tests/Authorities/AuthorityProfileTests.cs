using TikTokBan.Authorities;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Authorities;

public sealed class AuthorityProfileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");

    public void Dispose() => File.Delete(_file);

    private AuthorityProfile Load(string text)
    {
        File.WriteAllText(_file, text);
        return AuthorityProfile.Load(_file);
    }

    [Fact]
    public void The_template_loads_and_assumes_what_it_says()
    {
        var profile = Load(AuthorityTemplate.Read());

        Assert.Equal("be-federal-716", profile.Directive);
        Assert.Equal(["be-federal"], profile.Populations);
        Assert.Equal("Agence fédérale des exemples", profile.Name!.In("fr"));
        var assumption = Assert.Single(profile.Assumptions);
        Assert.Equal(Payer.Full, assumption.Assume.Payer!.Purchase);
        Assert.Equal(["en", "fr", "nl", "de"], assumption.Text.ByLanguage.Keys);
    }

    [Theory]
    [InlineData("directiv: be-federal-716", 1, "directiv")]
    [InlineData("name: X\npopulations: [be-federall]", 2, "be-federall")]
    [InlineData("assumptions:\n  - id: a\n    text: t\n    when: { ownership: compny }\n    assume: { issued: true }", 4, "compny")]
    [InlineData("assumptions:\n  - id: a\n    text: t\n    assume: { payer: { purchase: half } }", 4, "half")]
    [InlineData("assumptions:\n  - id: a\n    text: t\n    when: { organisation: nowhere }\n    assume: { issued: true }", 4, "nowhere")]
    [InlineData("organisations:\n  - id: a\n    match:\n      - {}", 4, "fit everybody")]
    [InlineData("organisations:\n  - id: a\n    match: [ { domain: x.example } ]\n  - id: a\n    match: [ { domain: y.example } ]", 4, "twice")]
    [InlineData("limits: { share: 5 }", 1, "share")]
    [InlineData("- a list", 1, "mapping")]
    public void What_it_does_not_know_is_refused_with_its_line(string text, long line, string named)
    {
        var problem = Assert.Throws<UnusableInputException>(() => Load(text));

        Assert.Equal(line, problem.Line);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.Contains(_file, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_one_sentence()
    {
        var problem = Assert.Throws<UnusableInputException>(() => AuthorityProfile.Load(_file));

        Assert.Contains(_file, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_organisation_that_fits_is_taken()
    {
        var profile = Load("""
            organisations:
              - id: press
                match:
                  - { department: "Communic*", domain: cabinet.example }
              - id: communication
                match:
                  - department: ["Communic*"]
                  - costCentre: "44*"
            """);

        Assert.Equal("press", profile.OrganisationOf(new("Communicatie", null, "cabinet.example", null, null))!.Id);
        Assert.Equal("communication", profile.OrganisationOf(new("communication interne", null, "agency.example", null, null))!.Id);
        Assert.Equal("communication", profile.OrganisationOf(new(null, null, null, null, "4410"))!.Id);
        Assert.Null(profile.OrganisationOf(new("Finance", null, null, null, null)));
    }

    [Fact]
    public void A_stated_fact_outranks_an_assumption()
    {
        var profile = Load("""
            assumptions:
              - id: unpaid
                text: Personal devices are unpaid.
                when: { ownership: personal }
                assume: { payer: { purchase: none, subscription: none, use: none }, owner: personal }
            """);
        var subject = new AssumptionSubject("personal", null, "ios", DeviceType.Phone, null, true);

        var (filled, used) = new FactFiller(profile).Fill(new DeviceFacts { Payer = new PayerFacts { Subscription = Payer.Part } }, subject);

        Assert.Equal(new PayerFacts { Subscription = Payer.Part }, filled.Payer);
        Assert.Equal(DeviceOwner.Personal, filled.Owner);
        Assert.Equal("unpaid", Assert.Single(used).Id);
    }

    [Fact]
    public void An_assumption_that_adds_nothing_is_not_named()
    {
        var profile = Load("assumptions:\n  - id: a\n    text: t\n    assume: { issued: true }");

        var (_, used) = new FactFiller(profile).Fill(new DeviceFacts { Issued = false }, new AssumptionSubject(null, null, null, null, null, true));

        Assert.Empty(used);
    }
}
