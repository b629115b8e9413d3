namespace TikTokBan.Directives;

/// <summary>
/// A directive as two decision diagrams over the same variables: one says which outcome decides a case, the other only its verdict and
/// deadline. Which facts a verdict depends on is read off the second, where outcomes with one verdict are the same.
/// </summary>
internal sealed class CompiledDirective
{
    private readonly Diagram _diagram;
    private readonly VariableTable _table;
    private readonly List<Outcome> _outcomes = [];

    /// <exception cref="UnusableInputException">Its conditions depend on each other in too many ways.</exception>
    public CompiledDirective(Directive directive)
    {
        var parts = new DirectiveConditions(directive);
        _table = new VariableTable(parts.All, unknownWaiverIsNone: directive.Exceptions.Count == 0);
        Variables = [.. _table.Variables];
        _diagram = new Diagram([.. Variables.Select(variable => variable.Classes)]);
        OutcomeRoot = Build(directive, parts);
        Outcomes = [.. _outcomes];

        var verdicts = Outcomes.Select(outcome => (outcome.Verdict, outcome.Deadline)).Distinct().ToList();
        VerdictOf = [.. Outcomes.Select(outcome => verdicts.IndexOf((outcome.Verdict, outcome.Deadline)))];
        Verdicts = [.. verdicts];
        VerdictRoot = _diagram.Map(OutcomeRoot, outcome => VerdictOf[outcome]);
        Nodes = [.. _diagram.Nodes];
    }

    public Variable[] Variables { get; }

    public (int Variable, int[] Children)[] Nodes { get; }

    /// <summary>Root of the diagram whose results are numbers of <see cref="Outcomes"/>.</summary>
    public int OutcomeRoot { get; }

    /// <summary>Root of the diagram whose results are numbers of <see cref="Verdicts"/>.</summary>
    public int VerdictRoot { get; }

    public Outcome[] Outcomes { get; }

    public (Verdict Verdict, DateOnly? Deadline)[] Verdicts { get; }

    /// <summary>For each outcome the number of its verdict.</summary>
    public int[] VerdictOf { get; }

    /// <summary>The outcomes that some case can have.</summary>
    public IEnumerable<Outcome> Reachable => _diagram.Results(OutcomeRoot).Select(outcome => Outcomes[outcome]);

    /// <summary>Whether some case can meet a condition.</summary>
    public bool CanBeMet(Condition condition) => _table.Build(_diagram, condition) != Diagram.No;

    private int Build(Directive directive, DirectiveConditions parts)
    {
        // From the inside out: each step is laid over what was built before, so the last step is asked first.
        var built = Result(new Outcome(OutcomeKind.Otherwise, Verdict.OutOfScope));
        foreach (var rule in directive.Rules.Reverse())
            built = Lay(rule.When, new Outcome(OutcomeKind.Rule, rule.Verdict, rule), built);

        // A waiver is looked at only where there is something to be excepted from, so that it never makes a case graver.
        foreach (var (exception, valid) in parts.Exceptions.Reverse())
        {
            var exempt = Result(new Outcome(OutcomeKind.Exception, Verdict.Exempt, Exception: exception));
            built = LayOver(valid, exempt, built, outcome => outcome.Exception is null && exception.Lifts.Contains(outcome.Verdict));
        }

        if (parts.UnlistedWaiver is { } unlisted)
        {
            var review = Result(new Outcome(OutcomeKind.WaiverUnlisted, Verdict.Review));
            built = LayOver(unlisted, review, built, outcome => outcome.Verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block);
        }

        if (parts.AccountOnly is { } account)
            built = Lay(account, new Outcome(OutcomeKind.AccountOnly, Verdict.Review), built);
        if (parts.ApplicationDisputed is { } disputed)
            built = Lay(disputed, new Outcome(OutcomeKind.ApplicationDisputed, Verdict.Review), built);
        if (parts.PopulationOutside is { } outside)
            built = Lay(outside, new Outcome(OutcomeKind.PopulationOutside, Verdict.OutOfScope), built);
        built = _diagram.Choose(_table.Build(_diagram, parts.ApplicationCovered), built, Result(new Outcome(OutcomeKind.ApplicationNotCovered, Verdict.OutOfScope)));
        return _diagram.Choose(_table.Build(_diagram, parts.InForce), built, Result(new Outcome(OutcomeKind.NotInForce, Verdict.NotInForce)));
    }

    private int Lay(Condition condition, Outcome outcome, int below) =>
        _diagram.Choose(_table.Build(_diagram, condition), Result(outcome), below);

    private int LayOver(Condition condition, int result, int below, Func<Outcome, bool> replaces) =>
        _diagram.Choose(_table.Build(_diagram, condition), _diagram.Map(below, number => replaces(_outcomes[number]) ? ~result : number), below);

    private int Result(Outcome outcome)
    {
        _outcomes.Add(outcome);
        return ~(_outcomes.Count - 1);
    }
}
