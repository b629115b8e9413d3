using TikTokBan.Catalogue;

namespace TikTokBan.Directives;

/// <summary>
/// Judges cases by one directive. A fact that is absent is unknown: where it could change the verdict, the answer is
/// <see cref="Verdict.Review"/> and names it; where it could not, it is not asked for. Immutable; safe to use from many threads.
/// </summary>
public sealed class Judge
{
    private readonly CompiledDirective _compiled;
    private readonly Func<string, ApplicationFacts?> _applications;

    /// <summary>Makes a judge; this is where a directive's rules are worked out, so one judge should serve many cases.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="applications">What the catalogue knows of an application's id; null when it is not in the catalogue.</param>
    /// <exception cref="UnusableInputException">The directive's conditions depend on each other in too many ways.</exception>
    public Judge(Directive directive, Func<string, ApplicationFacts?> applications)
    {
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(applications);
        Directive = directive;
        _applications = applications;
        _compiled = new CompiledDirective(directive);
    }

    /// <summary>Makes a judge that looks applications up in a catalogue.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <exception cref="UnusableInputException">The directive's conditions depend on each other in too many ways.</exception>
    public Judge(Directive directive, CoveredCatalogue catalogue)
        : this(directive, FactsOf(catalogue))
    {
    }

    /// <summary>The directive it judges by.</summary>
    public Directive Directive { get; }

    /// <summary>Judges one case.</summary>
    /// <param name="facts">Its facts; its directive must be this judge's.</param>
    /// <param name="language">Language of the basis and the reasons: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>. The reasons are written when they are first read.</param>
    /// <exception cref="ArgumentException">The case names another directive.</exception>
    public Judgement Decide(CaseFacts facts, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(language);
        if (facts.Directive != Directive.Id)
            throw new ArgumentException($"The case asks about {facts.Directive}, and this judge knows {Directive.Id}.", nameof(facts));

        var judged = new JudgedCase(facts, _applications(facts.Application));
        var node = _compiled.OutcomeRoot;
        while (node >= 0)
        {
            var (variable, children) = _compiled.Nodes[node];
            var value = _compiled.Variables[variable].ClassOf(judged);
            if (value < 0)
                return DecideWithUnknowns(judged, language);
            node = children[value];
        }

        return Settled(judged, language, _compiled.Outcomes[~node], [_compiled.Outcomes[~node]]);
    }

    private static Func<string, ApplicationFacts?> FactsOf(CoveredCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var facts = catalogue.Applications.ToDictionary(
            application => application.Id,
            application => new ApplicationFacts(application.Class, application.Origin, application.Category),
            StringComparer.Ordinal);
        return id => facts.GetValueOrDefault(id);
    }

    private Judgement DecideWithUnknowns(JudgedCase judged, string language)
    {
        var known = new int[_compiled.Variables.Length];
        for (var i = 0; i < known.Length; i++)
            known[i] = _compiled.Variables[i].ClassOf(judged);

        var left = new Restriction(_compiled, known);
        if (left.Root < 0)
        {
            // Whichever of these it is, the verdict is the same; the first in the directive's order stands for them.
            var possible = CaseWalk.Outcomes(_compiled, known);
            return Settled(judged, language, possible[0], possible);
        }

        var missing = left.Missing();
        Verdict[] verdicts = [.. left.Results().Select(result => _compiled.Verdicts[result].Verdict).Distinct().Order()];
        var reasons = new ReasonList(() => new ReasonWriter(Directive, _compiled, language).Unsettled(judged, missing, verdicts));
        return new Judgement(judged.Facts.Id, Verdict.Review, null, null, null, reasons, missing);
    }

    private Judgement Settled(JudgedCase judged, string language, Outcome outcome, IReadOnlyList<Outcome> possible)
    {
        var reasons = new ReasonList(() => new ReasonWriter(Directive, _compiled, language).Settled(judged, possible));
        return new Judgement(judged.Facts.Id, outcome.Verdict, outcome.Deadline, outcome.Id, BasisOf(outcome, judged.Facts.Date).In(language), reasons, []);
    }

    private LocalText BasisOf(Outcome outcome, DateOnly day) =>
        outcome.Rule?.Basis ?? outcome.Exception?.Basis ?? Directive.InForceOn(day)?.Instrument ?? Directive.Instrument;
}
