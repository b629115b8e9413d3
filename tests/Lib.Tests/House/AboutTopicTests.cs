using System.Text;
using System.Text.RegularExpressions;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;
using TikTokBan.Sources;

namespace TikTokBan.Tests.House;

/// <summary>The topics of the help say the same in each language, and name nothing that isn't there.</summary>
public sealed partial class AboutTopicTests
{
    // Of PowerShell itself, which puts them onto every cmdlet, or onto those that ask first.
    private static readonly string[] Common = ["Confirm", "ErrorAction", "WhatIf"];

    public static TheoryData<string, string> Topics
    {
        get
        {
            var topics = new TheoryData<string, string>();
            foreach (var name in AboutTopic.Names)
            {
                foreach (var culture in AboutTopic.Cultures)
                    topics.Add(culture, name);
            }

            return topics;
        }
    }

    [Fact]
    public void There_are_topics_and_none_in_one_language_alone()
    {
        Assert.Contains("about_TikTokBan", AboutTopic.Names);
        Assert.True(AboutTopic.Names.Count >= 4);
        Assert.Equal(
            AboutTopic.Names.Count * AboutTopic.Cultures.Length,
            CommittedFiles.All.Count(path => path.EndsWith(".help.txt", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_built_as_powershell_shows_it(string culture, string name)
    {
        var topic = AboutTopic.Read(culture, name);
        var lines = topic.Text.TrimEnd('\n').Split('\n');

        Assert.Equal("    " + name, lines[1]);
        Assert.InRange(topic.Synopsis.Length, 20, 76);
        Assert.DoesNotContain(lines, line => line.Length > 80 || line.Contains('\t', StringComparison.Ordinal) || line.EndsWith(' '));
        Assert.True(topic.Text.IsNormalized(NormalizationForm.FormC));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_translation_has_the_same_parts_and_names_the_same(string culture, string name)
    {
        var (english, topic) = (AboutTopic.Read("en-US", name), AboutTopic.Read(culture, name));

        Assert.Equal(english.Headings, topic.Headings);
        Assert.Equal(english.Samples, topic.Samples);
        Assert.Equal(english.Explained, topic.Explained);
        Assert.Equal(english.Cmdlets, topic.Cmdlets);
        Assert.Equal(english.Parameters, topic.Parameters);
        Assert.Equal(english.Topics, topic.Topics);
        if (culture != "en-US")
            Assert.NotEqual(english.Synopsis, topic.Synopsis);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void What_a_topic_names_is_there(string culture, string name)
    {
        var topic = AboutTopic.Read(culture, name);
        var exported = Exported().Matches(CommittedFiles.Read("TikTokBan.psd1")).Select(match => match.Groups[1].Value);
        var declared = CommittedFiles.All
            .Where(path => path.StartsWith("src/Module/Cmdlets/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => Declared().Matches(CommittedFiles.Read(path)).Select(match => match.Groups[1].Value))
            .Concat(Common);

        Assert.Empty(topic.Cmdlets.Except(exported, StringComparer.Ordinal));
        Assert.Empty(topic.Parameters.Except(declared, StringComparer.Ordinal));
        Assert.Empty(topic.Topics.Except([.. AboutTopic.Names, "about_TikTokBan_Errors"], StringComparer.Ordinal));
    }

    [Fact]
    public void The_topic_on_coverage_knows_every_source_and_every_reason_why_a_device_is_not_seen()
    {
        var explained = AboutTopic.Read("en-US", "about_TikTokBan_Coverage").Explained;
        var reasons = Unseen().Matches(CommittedFiles.Read("src/Lib/Reports/Texts/Report.resx")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(reasons);
        Assert.Empty(SourceDescriptors.All.Select(source => source.Id).Concat(reasons).Except(explained, StringComparer.Ordinal));
    }

    [Fact]
    public void The_topic_on_directives_knows_every_verdict_and_names_shipped_directives_only()
    {
        var explained = AboutTopic.Read("en-US", "about_TikTokBan_Directives").Explained.ToList();
        var shipped = DirectiveSet.Load(Repository.At("data", "directives")).All.Select(directive => directive.Id).ToList();

        Assert.Empty(Enum.GetNames<Verdict>().Except(explained, StringComparer.Ordinal));
        Assert.Empty(explained.Where(word => word.Contains('-', StringComparison.Ordinal)).Except(shipped, StringComparer.Ordinal));
    }

    [Fact]
    public void The_profile_in_the_topic_on_directives_can_be_read()
    {
        var sample = AboutTopic.Read("en-US", "about_TikTokBan_Directives").Samples.Single(text => text.Contains("assumptions:", StringComparison.Ordinal));
        var yaml = string.Join('\n', sample.Split('\n').Select(line => line[8..])) + "\n";

        var profile = AuthorityProfile.Load("sample", Encoding.UTF8.GetBytes(yaml));

        Assert.Equal("be-federal-716", profile.Directive);
        Assert.Single(profile.Assumptions);
        Assert.True(profile.DemandsApproval);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("fr-BE")]
    [InlineData("nl-BE")]
    [InlineData("de-DE")]
    public void The_topic_on_removal_knows_every_outcome_and_state_and_the_limits_as_they_are(string culture)
    {
        var topic = AboutTopic.Read(culture, "about_TikTokBan_Removal");

        Assert.Empty(Enum.GetNames<ActionOutcome>().Concat(Enum.GetNames<DeviceState>()).Except(topic.Explained, StringComparer.Ordinal));
        Assert.Contains($"limits.devices ({RemovalLimits.Default.Devices})", Flat(topic), StringComparison.Ordinal);
        Assert.Contains($"limits.share ({RemovalLimits.Default.Share * 100:0} %)", Flat(topic), StringComparison.Ordinal);
        Assert.Contains($"limits.scanDays ({RemovalLimits.Default.ScanDays})", Flat(topic), StringComparison.Ordinal);
    }

    private static string Flat(AboutTopic topic) => White().Replace(topic.Text, " ");

    [GeneratedRegex(@"^\s+'([A-Z][a-z]+-[A-Z]\w+)'", RegexOptions.Multiline)]
    private static partial Regex Exported();

    [GeneratedRegex(@"\[Parameter\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public [^\n]*? (\w+) \{ get; set; \}")]
    private static partial Regex Declared();

    [GeneratedRegex("name=\"unseen\\.([a-z0-9-]*-[a-z0-9-]+|aosp)\"")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
