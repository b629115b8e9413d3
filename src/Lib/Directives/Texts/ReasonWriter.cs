namespace TikTokBan.Directives;

/// <summary>Says in plain words which facts led to which rule.</summary>
internal sealed class ReasonWriter(Directive directive, CompiledDirective compiled, string language)
{
    private readonly JudgementText _text = new(language);

    /// <summary>Reasons of a verdict that is settled.</summary>
    /// <param name="judged">The case.</param>
    /// <param name="possible">The outcomes that the known facts leave open; the first decides.</param>
    public IReadOnlyList<string> Settled(JudgedCase judged, IReadOnlyList<Outcome> possible)
    {
        var outcome = possible[0];
        if (outcome.Kind == OutcomeKind.NotInForce)
            return [NotInForce(judged.Facts.Date)];

        var reasons = new List<string>();
        AddFacts(reasons, judged);
        reasons.Add(Decisive(outcome, judged));
        if (outcome.Deadline is { } deadline)
            reasons.Add(_text.Sentence("Deadline", JudgementText.Day(deadline)));
        if (possible.Count > 1)
            reasons.Add(_text.Sentence("SameVerdict", string.Join(", ", possible.Select(other => other.Id))));
        AddNotes(reasons, judged, outcome);
        return reasons;
    }

    /// <summary>Reasons why a case cannot be settled.</summary>
    public IReadOnlyList<string> Unsettled(JudgedCase judged, IReadOnlyList<string> missing, IReadOnlyList<Verdict> verdicts)
    {
        var reasons = new List<string>();
        AddFacts(reasons, judged);
        reasons.AddRange(missing.Select(path => _text.Sentence("Missing", _text.Label(FactTable.Find(path)!.Value), path)));
        reasons.Add(_text.Sentence("Depends", string.Join(", ", verdicts.Select(_text.Verdict))));
        AddNotes(reasons, judged, outcome: null);
        return reasons;
    }

    private void AddFacts(List<string> reasons, JudgedCase judged)
    {
        var facts = judged.Facts;
        if (directive.InForceOn(facts.Date) is { } period)
            reasons.Add(_text.Sentence("InForce", JudgementText.Day(facts.Date), directive.Title(language), period.Instrument.In(language)));
        var known = compiled.Variables.Select(variable => variable.ClassOf(judged)).ToArray();
        foreach (var fact in CaseWalk.DecisiveFacts(compiled, known).Select(variable => variable.Fact).Distinct().Where(fact => IsStated(fact, facts)))
            reasons.Add(_text.Sentence("Fact", _text.Label(fact), ValueOf(fact, judged)));
    }

    // The day is in the sentence before. A waiver that nothing is known of counts as none where the directive knows no exception,
    // and still is not a fact that anybody stated.
    private static bool IsStated(Fact fact, CaseFacts facts) =>
        fact != Fact.Date && (fact != Fact.Waiver || facts.Waiver is not null || facts.HasNoWaiver);

    private void AddNotes(List<string> reasons, JudgedCase judged, Outcome? outcome)
    {
        var facts = judged.Facts;
        if (facts.InstalledSince > facts.Date)
            reasons.Add(_text.Sentence("InstalledLater", JudgementText.Day(facts.InstalledSince.Value), JudgementText.Day(facts.Date)));
        if (facts.Waiver is not { } waiver || outcome is not { Verdict: Verdict.Violation or Verdict.RemoveBy or Verdict.Block or Verdict.Advise })
            return;
        if (waiver.Expires is { } last && last < facts.Date)
            reasons.Add(_text.Sentence("WaiverExpired", JudgementText.Day(last)));
        else if (directive.Exceptions.Count > 0)
            reasons.Add(_text.Sentence("WaiverUnmet"));
    }

    private string Decisive(Outcome outcome, JudgedCase judged)
    {
        var title = directive.Title(language);
        var (id, known) = (judged.Facts.Application, judged.Application);
        return outcome.Kind switch
        {
            OutcomeKind.Rule => _text.Sentence("Rule", outcome.Id, outcome.Rule!.Text.In(language)),
            OutcomeKind.Exception => Excepted(outcome.Exception!, judged.Facts.Waiver),
            OutcomeKind.ApplicationNotCovered when known is null => _text.Sentence("ApplicationUnknown", title, id),
            OutcomeKind.ApplicationNotCovered => _text.Sentence("ApplicationNotCovered", title, id, known.Class),
            OutcomeKind.ApplicationDisputed => _text.Sentence("ApplicationDisputed", title, id, known?.Class ?? _text.Value("unknown")),
            OutcomeKind.PopulationOutside => _text.Sentence("PopulationOutside", title, string.Join(", ", directive.Populations)),
            OutcomeKind.AccountOnly => _text.Sentence("AccountOnly"),
            OutcomeKind.WaiverUnlisted => _text.Sentence("WaiverUnlisted", title),
            _ => _text.Sentence("Otherwise", title),
        };
    }

    private string Excepted(DirectiveExemption exception, WaiverFacts? waiver) => _text.Sentence(
        "Exception",
        _text.Value(waiver?.Kind ?? "unknown"),
        _text.Value(waiver?.Approver is { } approver && FactTable.Values(Fact.WaiverApprover).Contains(approver) ? approver : "unknown"),
        waiver?.Expires is { } last ? JudgementText.Day(last) : _text.Value("unknown"),
        exception.Text.In(language));

    private string NotInForce(DateOnly day)
    {
        var title = directive.Title(language);
        if (directive.Periods.Count == 0)
            return _text.Sentence("NeverInForce", JudgementText.Day(day), title);
        if (directive.Periods[0].From is { } first && day < first)
            return _text.Sentence("NotYetInForce", JudgementText.Day(day), title, JudgementText.Day(first));
        var ends = directive.Periods.Max(period => period.To ?? DateOnly.MaxValue);
        return day > ends ? _text.Sentence("NoLongerInForce", JudgementText.Day(day), title, JudgementText.Day(ends)) : _text.Sentence("BetweenPeriods", JudgementText.Day(day), title);
    }

    private string ValueOf(Fact fact, JudgedCase judged) => fact switch
    {
        Fact.Application => judged.Application?.Class is { } known ? $"{judged.Facts.Application} ({known})" : judged.Facts.Application,
        Fact.Population => Listed(judged.Facts.Person?.Population ?? [], "empty"),
        Fact.InstalledSince => JudgementText.Day(judged.Facts.InstalledSince!.Value),
        Fact.WaiverExpires => JudgementText.Day(judged.Facts.Waiver!.Expires!.Value),
        Fact.Holds => Listed([.. judged.Facts.Device!.Holds!.Select(_text.Value)], "nothing"),
        _ => _text.Value(FactTable.Values(fact)[FactTable.Read(fact, judged.Facts)]),
    };

    private string Listed(IReadOnlyList<string> values, string none) => values.Count == 0 ? _text.Value(none) : string.Join(", ", values);
}
