using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>What a directive's author can get wrong, and what is said about it.</summary>
public sealed class DirectiveFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("directives").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_template_is_a_directive_without_findings_that_judges()
    {
        var path = Write("mine.yaml", DirectiveTemplate.Write("our-deepseek-ban", new DateOnly(2026, 1, 15)));

        Assert.Empty(DirectiveCheck.Run(path, DirectiveSet.Load(AllDirectives.Folder)));
        var judgement = new Judge(Directive.LoadFile(path), KnownApplications.Find).Decide(new CaseFacts
        {
            Directive = "our-deepseek-ban",
            Date = new DateOnly(2026, 2, 14),
            Application = "deepseek",
            Conduct = Conduct.Installed,
            InstalledSince = new DateOnly(2025, 12, 24),
            Person = new PersonFacts { Population = ["be-federal"] },
            Device = new DeviceFacts { Payer = new PayerFacts { Purchase = Payer.Full } },
            HasNoWaiver = true,
        });
        Assert.Equal((Verdict.RemoveBy, new DateOnly(2026, 2, 14)), (judgement.Verdict, judgement.Deadline));
    }

    [Theory]
    [InlineData("binding: binding", "binding: strict", 0, "'binding' must be one of advice, binding, none")]
    [InlineData("      payer: paid", "      payer: half", 0, "'payer' must be paid or unpaid")]
    [InlineData("authority:", "autority:", 0, "the field 'autority' is not known here")]
    [InlineData("populations: [be-federal]", "populations: [be-federale]", 0, "the population 'be-federale' is not known")]
    [InlineData("      conduct: installed", "      conduct: [installed, account]", 0, "an account name is always for review")]
    [InlineData("      conduct: installed", "      conduct: instaled", 0, "'conduct' must be one of installed, used, web")]
    [InlineData("        - device.usedForWork: true", "        - device.usedAtWork: true", 0, "the fact 'device.usedAtWork' is not known")]
    [InlineData("        - device.usedForWork: true", "        - waiver.kind: operational", 0, "write an exception instead")]
    [InlineData("    deadline: 2026-02-14", "", -7, "needs a 'deadline'")]
    [InlineData("    deadline: 2026-02-14", "    deadline: 2026-02-30", 0, "must be a day that exists")]
    [InlineData("    verdict: Advise", "    verdict: Warn", 0, "'verdict' must be one of Advise, Block")]
    [InlineData("  - id: unpaid-with-access", "  - id: remove-in-time", 0, "stands here a second time; the first is on line 62")]
    [InlineData("    approvers: [head, designee]", "    approvers: [boss]", 0, "'approvers' knows head, designee, other, and not 'boss'")]
    [InlineData("      installedSince: {before: 2026-01-15}", "      installedSince: {}", 0, "must be bounded")]
    [InlineData("  - from: 2026-01-15", "  - {from: 2026-01-15, to: 2025-01-15, instrument: x}\n  - from: 2026-01-15", 0, "ends before it begins")]
    [InlineData("title:", "title: &bomb", 0, "anchors (&name) are not allowed")]
    public void A_mistake_is_named_with_its_line(string right, string wrong, int offset, string message)
    {
        var path = Write("broken.yaml", Change(right, wrong));
        var line = offset + 1 + Template[..Template.IndexOf(right, StringComparison.Ordinal)].Count(c => c == '\n');

        var problem = Assert.Throws<UnusableInputException>(() => Directive.LoadFile(path));

        Assert.Equal((path, line), (problem.Path, problem.Line));
        Assert.NotNull(problem.Column);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        var finding = Assert.Single(DirectiveCheck.Run(path));
        Assert.Equal((problem.Sentence, line), (finding.Message, finding.Line));
    }

    [Theory]
    [InlineData("      conduct: [installed, used]", "      conduct: installed\n      date: {until: 2026-02-14}\n      installedSince: {before: 2026-01-01}", "the rule 'paid-installed-or-used' can never decide")]
    [InlineData("      installedSince: {before: 2026-01-15}", "      device.payer.purchase: none\n      device.payer.subscription: none\n      device.payer.use: none", "the conditions of the rule 'remove-in-time' contradict each other")]
    [InlineData("      date: {until: 2026-02-14}", "      date: {until: 2026-01-14}", "the rule 'remove-in-time' can never decide")]
    [InlineData("      date: {until: 2026-02-14}", "      date: {until: 2026-02-15}", "also on days after it")]
    [InlineData("    approvers: [head, designee]", "", "names nobody who may approve it")]
    [InlineData("    kinds: [security-research]", "    kinds: []", "accepts no kind of waiver")]
    [InlineData("    approvers: [head, designee]", "    approvers: [head]\n    lifts: [Block]", "the exception 'security-research' can never apply")]
    [InlineData("  nl: DeepSeek-verbod", "", "this text lacks nl")]
    [InlineData("      de: Das Sicherheitsteam untersucht die Anwendung.", "", "this text lacks de")]
    [InlineData("      fr: Point de l'acte qui fixe le délai", "", "this text lacks fr")]
    [InlineData("  - \"Where the act can be read\"", "  - {en: Where the act can be read}", "this text lacks fr, nl, de")]
    [InlineData("populations: [be-federal]", "populations: [be-federal]\nlegalBasis: An earlier act", "this text stands in one language")]
    [InlineData("populations: [be-federal]", "populations: [be-federal]\nsuccessor: no-such-directive", "there is no directive 'no-such-directive'")]
    [InlineData("populations: [be-federal]", "populations: [be-federal]\npredecessor: our-deepseek-ban", "leads back to itself")]
    [InlineData("  - from: 2026-01-15", "  - {from: 2025-06-01, to: 2026-01-15, instrument: x}\n  - from: 2026-01-15", "overlaps the one before it")]
    [InlineData("id: our-deepseek-ban", "id: be-federal-716", "is also that of")]
    public void A_directive_that_loads_may_still_need_mending(string right, string wrong, string message)
    {
        var path = Write("odd.yaml", Change(right, wrong));

        var findings = DirectiveCheck.Run(path, DirectiveSet.Load(AllDirectives.Folder));

        var finding = Assert.Single(findings, finding => finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.True(finding.Line > 0 && finding.Column > 0);
    }

    [Fact]
    public void Directives_that_succeed_each_other_in_a_circle_are_found()
    {
        Write("a.yaml", Change("id: our-deepseek-ban", "id: ban-a\nsuccessor: ban-b"));
        Write("b.yaml", Change("id: our-deepseek-ban", "id: ban-b\nsuccessor: ban-c"));
        var last = Write("c.yaml", Change("id: our-deepseek-ban", "id: ban-c\nsuccessor: ban-a"));

        var finding = Assert.Single(DirectiveCheck.Run(last, DirectiveSet.Load(_folder)));

        Assert.Equal((3, "the succession of 'ban-c' leads back to itself by way of 'ban-b'"), (finding.Line, finding.Message));
    }

    [Fact]
    public void A_broken_file_does_not_take_the_others_with_it()
    {
        Write("a.yaml", Change("id: our-deepseek-ban", "id: ban-a"));
        Write("b.yaml", "id: [");
        Write("c.yaml", Change("id: our-deepseek-ban", "id: ban-a"));
        var own = Write("own.txt", Change("id: our-deepseek-ban", "id: ban-own"));

        var set = DirectiveSet.Load(_folder, own, Path.Combine(_folder, "absent.yaml"));

        Assert.Equal(["ban-a", "ban-own"], set.All.Select(directive => directive.Id));
        Assert.Equal(["b.yaml", "c.yaml", "absent.yaml"], set.Problems.Select(problem => Path.GetFileName(problem.Path)));
        Assert.Contains("is already that of", set.Problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directive_of_the_authority_takes_the_place_of_a_shipped_one()
    {
        var own = Write("own.yaml", Change("id: our-deepseek-ban", "id: be-deepseek-2025"));

        Assert.Equal(own, DirectiveSet.Load(AllDirectives.Folder, own).Find("be-deepseek-2025").Path);
    }

    [Fact]
    public void A_file_of_a_hundred_megabytes_is_refused_unread()
    {
        var path = Path.Combine(_folder, "huge.yaml");
        using (var file = File.Create(path))
            file.SetLength(100L * 1024 * 1024);

        var problem = Assert.Throws<UnusableInputException>(() => Directive.LoadFile(path));

        Assert.Contains("larger than", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_that_tell_too_many_cases_apart_are_refused_rather_than_worked_through()
    {
        var rules = string.Concat(Enumerable.Range(0, 80).Select(i => $"  - id: r{i}\n    when:\n      installedSince: {{before: {new DateOnly(2000, 1, 1).AddDays(i):yyyy-MM-dd}}}\n    verdict: Advise\n    basis: x\n    text: {{en: x}}\n"));
        var path = Write("many.yaml", Template[..Template.IndexOf("rules:", StringComparison.Ordinal)] + "rules:\n" + rules);

        var problem = Assert.Throws<UnusableInputException>(() => new Judge(Directive.LoadFile(path), KnownApplications.Find));

        Assert.Contains("more than 64 cases apart", problem.Message, StringComparison.Ordinal);
    }

    private static string Template { get; } = DirectiveTemplate.Write("our-deepseek-ban", new DateOnly(2026, 1, 15));

    private static string Change(string right, string wrong)
    {
        var at = Template.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the template has no '{right}'");
        return string.Concat(Template.AsSpan(0, at), wrong, Template.AsSpan(at + right.Length));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
