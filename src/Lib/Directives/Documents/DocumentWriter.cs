namespace TikTokBan.Directives;

/// <summary>Writes the sections that say what a directive is and whom and what it reaches.</summary>
internal sealed class DocumentWriter(Directive directive, string language, DirectiveSet? others)
{
    private readonly DocumentWords _words = new(language);

    public DirectiveDocument Write()
    {
        var articles = new ArticleWriter(directive, language);
        return new DirectiveDocument(
            directive.Title(language),
            directive.Text(language),
            [Act(), Reach(), Applications(), articles.Rules(), articles.Exceptions(), Reporting(), Sources()]);
    }

    private DocumentSection Act()
    {
        var entries = new List<DocumentEntry>
        {
            _words.Entry("Version", _words.Format("Version", directive.Id, directive.Version)),
            _words.Entry("Instrument", directive.Instrument.In(language)),
            _words.Entry("Authority", directive.Authority.In(language)),
        };
        if (directive.LegalBasis is { } legalBasis)
            entries.Add(_words.Entry("LegalBasis", legalBasis.In(language)));
        entries.Add(_words.Entry("Binding", _words.Get("Binding." + directive.Binding)));
        entries.Add(_words.Entry("InForce", directive.Periods.Count == 0 ? [_words.Get("Period.Never")] : [.. directive.Periods.Select(Period)]));
        if (directive.Reviews.Count > 0)
            entries.Add(_words.Entry("Reviews", [.. directive.Reviews.Select(_words.Plain.Day)]));
        if (directive.Predecessor is { } predecessor)
            entries.Add(_words.Entry("Predecessor", Named(predecessor)));
        if (directive.Successor is { } successor)
            entries.Add(_words.Entry("Successor", Named(successor)));
        return _words.Section("Act", entries);
    }

    private string Period(DirectivePeriod period)
    {
        var instrument = period.Instrument.In(language);
        return (period.From, period.To) switch
        {
            ({ } from, { } to) => _words.Format("Period.FromTo", _words.Plain.Day(from), _words.Plain.Day(to), instrument),
            ({ } from, null) => _words.Format("Period.From", _words.Plain.Day(from), instrument),
            (null, { } to) => _words.Format("Period.To", _words.Plain.Day(to), instrument),
            _ => _words.Format("Period.Open", instrument),
        };
    }

    private string Named(string id) =>
        others?.All.FirstOrDefault(other => other.Id == id) is { } other ? _words.Format("Succession", other.Title(language), id) : id;

    private DocumentSection Reach() => directive.Populations.Count == 0
        ? _words.Section("Reach", [_words.Sentence("Reach.Everybody")])
        : _words.Section("Reach", [new DocumentEntry(null, [.. directive.Populations.Select(_words.Plain.Population)]), _words.Sentence(directive.Populations.Count == 1 ? "Reach.OnlyOne" : "Reach.Only")]);

    private DocumentSection Applications()
    {
        var entries = new List<DocumentEntry> { new(null, [.. _words.Plain.Applications(directive.Applications)]) };
        if (!directive.DisputedApplications.IsEmpty)
            entries.Add(_words.Entry("Disputed", [.. _words.Plain.Applications(directive.DisputedApplications)]));
        return _words.Section("Applications", entries);
    }

    private DocumentSection Reporting() => directive.ReportingDuties.Count == 0
        ? _words.Section("Reporting", [_words.Sentence("Reporting.None")])
        : _words.Section("Reporting", [], [.. directive.ReportingDuties.Select(Duty)]);

    private DocumentSection Duty(ReportingDuty duty, int index)
    {
        var entries = new List<DocumentEntry> { new(null, [duty.Text.In(language)]), _words.Entry("Recipient", duty.To.In(language)) };
        if (duty.By is { } by)
            entries.Add(_words.Entry("Deadline", _words.Format("Deadline", _words.Plain.Day(by))));
        return new DocumentSection(_words.Format("Heading.Duty", index + 1), entries, []);
    }

    private DocumentSection Sources() => _words.Section("Sources", [new DocumentEntry(null, [.. directive.Sources.Select(source => source.In(language))])]);
}
