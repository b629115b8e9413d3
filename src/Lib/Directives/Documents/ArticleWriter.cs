namespace TikTokBan.Directives;

/// <summary>Writes the rules and exceptions of a directive as numbered articles.</summary>
internal sealed class ArticleWriter(Directive directive, string language)
{
    private readonly DocumentWords _words = new(language);
    private readonly JudgementText _judgements = new(language);
    private readonly ConditionText _conditions = new(language);

    public DocumentSection Rules()
    {
        if (directive.Rules.Count == 0)
            return _words.Section("Rules", [_words.Sentence("Rules.None")]);
        var entries = new List<DocumentEntry>();
        var takesTheRest = directive.Rules[^1].Conditions.Count == 0;
        if (directive.Rules.Count > 1)
            entries.Add(_words.Sentence("Rules.Order"));
        else if (!takesTheRest)
            entries.Add(_words.Sentence("Rules.Single"));
        if (!takesTheRest)
            entries.Add(_words.Sentence("Rules.Otherwise"));
        return _words.Section("Rules", entries, [.. directive.Rules.Select(Rule)]);
    }

    public DocumentSection Exceptions()
    {
        if (directive.Exceptions.Count > 0)
            return _words.Section("Exceptions", [_words.Sentence("Exceptions.Some")], [.. directive.Exceptions.Select(Exception)]);
        var asked = directive.Rules.Any(rule => rule.Verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block);
        return _words.Section("Exceptions", [_words.Sentence(asked ? "Exceptions.None" : "Exceptions.NothingToExcept")]);
    }

    private DocumentSection Rule(DirectiveRule rule, int index)
    {
        var entries = new List<DocumentEntry>
        {
            new(null, [rule.Text.In(language)]),
            Conditions(index == 0 && rule.Conditions.Count == 0 ? [_words.Get("Rules.EveryCase")] : _conditions.Clauses(rule.When)),
            _words.Entry("Outcome", Outcome(rule.Verdict)),
        };
        if (rule.Deadline is { } deadline)
            entries.Add(_words.Entry("Deadline", _words.Format("Deadline", _words.Plain.Day(deadline))));
        if (rule.Obligations.Count > 0)
        {
            // Advice obliges to nothing, so what it names is not called an obligation.
            var label = rule.Verdict == Verdict.Advise ? "Recommended" : "Obligations";
            entries.Add(_words.Entry(label, _words.Plain.Listed(rule.Obligations.Select(obligation => _words.Get("Obligation." + obligation)))));
        }

        entries.Add(_words.Entry("Basis", rule.Basis.In(language)));
        return new DocumentSection(_words.Format("Heading.Rule", index + 1, rule.Id), entries, []);
    }

    private DocumentSection Exception(DirectiveExemption exception, int index)
    {
        var entries = new List<DocumentEntry>
        {
            new(null, [exception.Text.In(language)]),
            _words.Entry("Kinds", _words.Plain.Or([.. exception.Kinds.Select(_judgements.Value)])),
            _words.Entry("Approvers", _words.Plain.Or([.. exception.Approvers.Select(approver => _words.Find("Approver." + approver) ?? _judgements.Value(approver))])),
        };
        string[] terms = [.. Terms(exception)];
        if (terms.Length > 0)
            entries.Add(Conditions(terms));
        entries.Add(_words.Entry("Lifts", _words.Plain.Listed(exception.Lifts.Select(Outcome))));
        entries.Add(_words.Entry("Basis", exception.Basis.In(language)));
        return new DocumentSection(_words.Format("Heading.Exception", index + 1, exception.Id), entries, []);
    }

    private IEnumerable<string> Terms(DirectiveExemption exception)
    {
        if (exception.Documented is { } documented)
            yield return Term("documented", documented);
        if (exception.Blanket is { } blanket)
            yield return Term("blanket", blanket);
        foreach (var (name, value) in exception.Conditions)
            yield return Term(name, value);
    }

    private string Term(string name, bool value) => _words.Get($"Waiver.{name}.{(value ? "true" : "false")}");

    private DocumentEntry Conditions(IReadOnlyList<string> clauses) => _words.Entry(clauses.Count == 1 ? "Condition" : "When", clauses);

    private string Outcome(Verdict verdict)
    {
        var (name, meaning) = (verdict.ToString(), _judgements.Verdict(verdict));
        return string.Equals(name, meaning, StringComparison.OrdinalIgnoreCase) ? name : _words.Format("Outcome", name, meaning);
    }
}
