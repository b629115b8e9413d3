using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>Tells whether a waiver exempts under a directive on a day, and which condition fails when it does not. Agrees with the judge in every case.</summary>
public static class WaiverTest
{
    /// <summary>Tests a waiver.</summary>
    /// <param name="terms">The waiver.</param>
    /// <param name="directive">The directive.</param>
    /// <param name="applications">What the catalogue knows of an application's id; null when it is not in the catalogue.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <param name="language">Language of the sentences: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    public static WaiverTestResult Run(
        WaiverTerms terms,
        Directive directive,
        Func<string, ApplicationFacts?> applications,
        DateOnly asOf,
        string language = "en")
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(applications);
        var text = new WaiverText(language);
        var reasons = new List<string>();
        AddHindrancesOfDirective(reasons, terms, directive, applications, asOf, text);
        AddHindrancesOfTime(reasons, terms, asOf, text);

        var tests = directive.Exceptions
            .Select(exception => (Exception: exception, Lacks: ExceptionConditions.LackedBy(terms.Facts, exception, text)))
            .OrderBy(test => test.Lacks.Count)
            .ToList();
        ExceptionTest[] exceptions = [.. tests.Select(test => new ExceptionTest(test.Exception.Id, test.Exception.Basis.In(language), test.Lacks))];
        var met = tests.Count > 0 && tests[0].Lacks.Count == 0 ? tests[0].Exception : null;
        IReadOnlyList<Verdict> lifted = [.. tests.Where(test => test.Lacks.Count == 0).SelectMany(test => test.Exception.Lifts).Distinct().Order()];
        var exempts = reasons.Count == 0 && met is not null && lifted.Count > 0;
        IReadOnlyList<Verdict> reviewed = reasons.Count == 0 && tests.Count == 0 ? TurnedIntoReview(directive) : [];

        if (met is not null)
            reasons.Add(text.Satisfies(met.Id, met.Basis.In(language)));
        else
            reasons.AddRange(exceptions.SelectMany(test => test.Lacks.Select(lack => text.Lacks(test.Id, lack.Text))));
        if (tests.Count == 0)
            reasons.Add(TurnedIntoReview(directive).Count > 0 ? text.KnowsNoException(directive.Title(language)) : text.NothingToExcept(directive.Title(language)));

        return new WaiverTestResult
        {
            Waiver = terms.Id,
            Directive = directive.Id,
            AsOf = asOf,
            Exempts = exempts,
            Answer = exempts ? Verdict.Exempt : reviewed.Count > 0 ? Verdict.Review : null,
            Lifts = exempts ? lifted : reviewed,
            Exception = exempts ? met!.Id : null,
            Basis = exempts ? met!.Basis.In(language) : null,
            Reasons = reasons,
            Exceptions = exceptions,
        };
    }

    private static void AddHindrancesOfDirective(
        List<string> reasons,
        WaiverTerms terms,
        Directive directive,
        Func<string, ApplicationFacts?> applications,
        DateOnly asOf,
        WaiverText text)
    {
        var title = directive.Title(text.Language);
        if (directive.InForceOn(asOf) is null)
            reasons.Add(text.NotInForce(title, asOf));
        if (terms.Application is not { } id)
            return;
        var known = applications(id);
        if (!directive.DisputedApplications.IsEmpty && directive.DisputedApplications.Covers(id, known) is true)
            reasons.Add(text.ApplicationDisputed(title, id));
        else if (directive.Applications.Covers(id, known) is false)
            reasons.Add(text.ApplicationOutside(title, id));
    }

    private static void AddHindrancesOfTime(List<string> reasons, WaiverTerms terms, DateOnly asOf, WaiverText text)
    {
        if (terms.Revocation is { } revocation && revocation.On <= asOf)
            reasons.Add(text.Revoked(revocation.On, revocation.By, revocation.Why));
        if (terms.ValidFrom > asOf)
            reasons.Add(text.NotBegun(terms.ValidFrom.Value));
        if (terms.Facts.Expires is not { } last)
            reasons.Add(text.WithoutExpiry());
        else if (last < asOf)
            reasons.Add(text.Expired(last));
    }

    // A directive without exceptions puts a case with a waiver before a person, where it would otherwise act.
    private static IReadOnlyList<Verdict> TurnedIntoReview(Directive directive) =>
        [.. directive.Rules.Select(rule => rule.Verdict).Where(verdict => verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block).Distinct().Order()];
}
