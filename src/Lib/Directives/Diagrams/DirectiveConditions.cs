namespace TikTokBan.Directives;

/// <summary>The conditions that a directive's own fields stand for, beside those of its rules.</summary>
internal sealed class DirectiveConditions
{
    private static FileMark Nowhere => default;

    private readonly Directive _directive;

    public DirectiveConditions(Directive directive)
    {
        _directive = directive;
        InForce = new AnyOf(Nowhere, [.. directive.Periods.Select(period => new DayCondition(period.Mark, Fact.Date, period.From, period.To))]);
        ApplicationDisputed = directive.DisputedApplications.IsEmpty ? null : new ApplicationCondition(Nowhere, directive.DisputedApplications);
        var covered = new ApplicationCondition(Nowhere, directive.Applications);
        ApplicationCovered = ApplicationDisputed is null ? covered : new AnyOf(Nowhere, [covered, ApplicationDisputed]);
        PopulationOutside = directive.Populations.Count == 0 ? null : new PopulationCondition(Nowhere, directive.Populations, Member: false);

        // Where a directive imposes and advises nothing, there is nothing to review an account for.
        var imposes = directive.Rules.Any(rule => rule.Verdict is not (Verdict.OutOfScope or Verdict.NotInForce));
        AccountOnly = imposes ? Is(Fact.Conduct, "account") : null;
        Exceptions = [.. directive.Exceptions.Select(exception => (exception, (Condition)Valid(exception)))];
        UnlistedWaiver = directive.Exceptions.Count == 0 ? new AllOf(Nowhere, [Is(Fact.Waiver, "registered"), Is(Fact.WaiverExpires, "holds")]) : null;
    }

    public Condition InForce { get; }

    public Condition ApplicationCovered { get; }

    public Condition? ApplicationDisputed { get; }

    public Condition? PopulationOutside { get; }

    public Condition? AccountOnly { get; }

    public IReadOnlyList<(DirectiveExemption Exception, Condition Valid)> Exceptions { get; }

    public Condition? UnlistedWaiver { get; }

    /// <summary>All of them, and those of the rules.</summary>
    public IEnumerable<Condition> All =>
        new[] { InForce, ApplicationCovered, ApplicationDisputed, PopulationOutside, AccountOnly, UnlistedWaiver }
            .OfType<Condition>()
            .Concat(Exceptions.Select(exception => exception.Valid))
            .Concat(_directive.Rules.Select(rule => rule.When));

    /// <summary>What a waiver must be for an exception. Every one must still hold on the day of the case.</summary>
    private static AllOf Valid(DirectiveExemption exception)
    {
        var parts = new List<Condition>
        {
            Is(Fact.Waiver, "registered"),
            Is(Fact.WaiverKind, [.. exception.Kinds]),
            Is(Fact.WaiverApprover, [.. exception.Approvers]),
            Is(Fact.WaiverExpires, "holds"),
        };
        if (exception.Documented is { } documented)
            parts.Add(Is(Fact.WaiverDocumented, documented ? "true" : "false"));
        if (exception.Blanket is { } blanket)
            parts.Add(Is(Fact.WaiverBlanket, blanket ? "true" : "false"));
        foreach (var (name, met) in exception.Conditions)
            parts.Add(Is(FactTable.Find("waiver.conditions." + name)!.Value, met ? "true" : "false"));
        return new AllOf(Nowhere, parts);
    }

    private static FactCondition Is(Fact fact, params string[] values)
    {
        var allowed = 0UL;
        for (var i = 0; i < FactTable.Values(fact).Count; i++)
        {
            if (values.Contains(FactTable.Values(fact)[i]))
                allowed |= 1UL << i;
        }

        return new FactCondition(Nowhere, fact, allowed);
    }
}
