using System.Security.Cryptography;
using TikTokBan.Yaml;

namespace TikTokBan.Directives;

/// <summary>Reads a directive's file.</summary>
internal static class DirectiveReader
{
    // A directive is written by hand and read by people; the longest shipped one has some two hundred lines.
    private static readonly YamlLimits Limits = new(Bytes: 1024 * 1024, Depth: 12, Nodes: 20_000);

    private static readonly string[] Obligations = ["remove", "do-not-install", "do-not-use", "block-traffic", "block-download", "report"];

    private static readonly Dictionary<string, DirectiveBinding> Bindings = new(StringComparer.Ordinal)
    {
        ["binding"] = DirectiveBinding.Binding,
        ["advice"] = DirectiveBinding.Advice,
        ["none"] = DirectiveBinding.None,
    };

    private static readonly Dictionary<string, Verdict> Verdicts = Enum.GetValues<Verdict>().ToDictionary(verdict => verdict.ToString(), StringComparer.Ordinal);

    /// <exception cref="UnusableInputException">The file cannot be read or is not a directive; with line and column.</exception>
    public static Directive Read(string path) => Read(path, YamlFile.Read(path, Limits, InputProblem.DirectiveUnusable));

    /// <exception cref="UnusableInputException">The content is not a directive; with line and column.</exception>
    public static Directive Read(string path, byte[] content)
    {
        var file = YamlFile.Load(path, content, Limits, InputProblem.DirectiveUnusable);
        file.AllowOnly(
            "id", "version", "binding", "title", "text", "authority", "instrument", "legalBasis", "sources", "inForce", "reviews",
            "predecessor", "successor", "populations", "applications", "disputedApplications", "rules", "exceptions", "reporting");
        var rules = file.Require("rules").AsSequence("'rules'").Items.Select(item => ReadRule(item.AsMapping("each rule"))).ToList();
        var exceptions = file.Items("exceptions").Select(item => ReadException(item.AsMapping("each exception"))).ToList();
        RefuseRepeats(path, [.. rules.Select(rule => (rule.Id, rule.Mark)), .. exceptions.Select(exception => (exception.Id, exception.Mark))]);
        RefuseRulesAfterTheLast(path, rules);
        return new Directive
        {
            Id = ReadId(file.Require("id")),
            Version = file.RequireText("version"),
            Hash = Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(),
            Path = path,
            Binding = file.RequireOneOf("binding", Bindings),
            Titles = ReadText(file.Require("title")),
            Texts = ReadText(file.Require("text")),
            Authority = ReadNameOrText(file.Require("authority")),
            Instrument = ReadNameOrText(file.Require("instrument")),
            LegalBasis = file.Find("legalBasis") is { } legalBasis ? ReadNameOrText(legalBasis) : null,
            Sources = [.. file.Items("sources").Select(ReadNameOrText)],
            Periods = [.. file.Require("inForce").AsSequence("'inForce'").Items.Select(item => ReadPeriod(item.AsMapping("each time in force"))).OrderBy(period => period.From ?? DateOnly.MinValue)],
            Reviews = [.. file.Items("reviews").Select(item => item.AsDate("each of 'reviews'"))],
            Predecessor = file.Find("predecessor") is { } predecessor ? ReadId(predecessor) : null,
            Successor = file.Find("successor") is { } successor ? ReadId(successor) : null,
            Populations = [.. file.Items("populations").Select(ConditionReader.ReadPopulation)],
            Applications = ReadScope(file.RequireMapping("applications"), "applications"),
            DisputedApplications = file.Mapping("disputedApplications") is { } disputed ? ReadScope(disputed, "disputedApplications") : new(),
            Rules = rules,
            Exceptions = exceptions,
            ReportingDuties = [.. file.Items("reporting").Select(item => ReadDuty(item.AsMapping("each of 'reporting'")))],
        };
    }

    private static DirectiveRule ReadRule(YamlMapping rule)
    {
        rule.AllowOnly("id", "when", "verdict", "deadline", "obligations", "basis", "text");
        var verdict = rule.RequireOneOf("verdict", Verdicts);
        var deadline = rule.Date("deadline");
        if (verdict == Verdict.RemoveBy && deadline is null)
            throw rule.Error("a rule with the verdict RemoveBy needs a 'deadline'");
        if (verdict != Verdict.RemoveBy && deadline is not null)
            throw rule.Error("only a rule with the verdict RemoveBy has a 'deadline'");
        var when = rule.Mapping("when");
        return new DirectiveRule
        {
            Id = ReadId(rule.Require("id")),
            Verdict = verdict,
            Deadline = deadline,
            Obligations = [.. rule.Items("obligations").Select(item => Word("obligations", item, Obligations))],
            Basis = ReadNameOrText(rule.Require("basis")),
            Text = ReadText(rule.Require("text")),
            Conditions = when is null ? [] : [.. ConditionReader.Describe(when)],
            When = when is null ? new AllOf(ConditionReader.MarkOf(rule), []) : ConditionReader.ReadAll(when),
            Mark = ConditionReader.MarkOf(rule),
        };
    }

    private static DirectiveExemption ReadException(YamlMapping exception)
    {
        exception.AllowOnly("id", "kinds", "approvers", "documented", "blanket", "conditions", "lifts", "basis", "text");
        var conditions = exception.Mapping("conditions")?.Entries ?? [];
        return new DirectiveExemption
        {
            Id = ReadId(exception.Require("id")),
            Kinds = [.. ReadWords(exception, "kinds", Fact.WaiverKind)],
            Approvers = exception.Find("approvers") is null ? [] : [.. ReadWords(exception, "approvers", Fact.WaiverApprover)],
            Documented = exception.Boolean("documented"),
            Blanket = exception.Boolean("blanket"),
            Conditions = conditions.ToDictionary(
                entry => Word("conditions", entry.Key, FactTable.WaiverConditions),
                entry => entry.Value.AsBoolean($"'{entry.Key.Text}'"),
                StringComparer.Ordinal),
            Lifts = exception.Find("lifts") is { } lifts
                ? [.. lifts.AsSequence("'lifts'").Items.Select(item => item.AsOneOf("each of 'lifts'", Verdicts))]
                : [Verdict.Advise, Verdict.Block, Verdict.RemoveBy, Verdict.Violation],
            Basis = ReadNameOrText(exception.Require("basis")),
            Text = ReadText(exception.Require("text")),
            Mark = ConditionReader.MarkOf(exception),
        };
    }

    private static DirectivePeriod ReadPeriod(YamlMapping period)
    {
        period.AllowOnly("from", "to", "instrument");
        var from = period.Date("from");
        var to = period.Date("to");
        if (from > to)
            throw period.Error("the time in force ends before it begins");
        return new DirectivePeriod(from, to, ReadNameOrText(period.Require("instrument"))) { Mark = ConditionReader.MarkOf(period) };
    }

    private static ReportingDuty ReadDuty(YamlMapping duty)
    {
        duty.AllowOnly("to", "by", "text");
        return new ReportingDuty(ReadNameOrText(duty.Require("to")), duty.Date("by"), ReadText(duty.Require("text")));
    }

    private static ApplicationScope ReadScope(YamlMapping scope, string field)
    {
        scope.AllowOnly("all", "classes", "ids", "origins", "categories");
        var read = new ApplicationScope
        {
            All = scope.Boolean("all") ?? false,
            Classes = scope.Texts("classes"),
            Ids = scope.Texts("ids"),
            Origins = scope.Texts("origins"),
            Categories = scope.Texts("categories"),
        };
        return read.IsEmpty ? throw scope.Error($"'{field}' names no application; write classes, ids, origins, categories or 'all: true'") : read;
    }

    private static LocalText ReadText(YamlNode node)
    {
        var texts = node.AsMapping("a text for people");
        texts.AllowOnly("en", "fr", "nl", "de");
        if (texts.Entries.Count == 0)
            throw texts.Error("a text for people needs at least one of en, fr, nl and de");
        return new LocalText(texts.Entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value.AsText($"'{entry.Key.Text}'"), StringComparer.Ordinal));
    }

    /// <summary>A text by language, or one alone that serves every language, as a proper name does.</summary>
    private static LocalText ReadNameOrText(YamlNode node) =>
        node is YamlMapping ? ReadText(node) : new LocalText(new Dictionary<string, string>(StringComparer.Ordinal) { [LocalText.Languages[0]] = node.AsText("a name, or a text by language,") });

    private static string ReadId(YamlNode node)
    {
        var id = node.AsText("an id");
        return id.Length <= 60 && id.Length > 0 && id.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            ? id
            : throw node.Error("an id is at most 60 small letters, digits and hyphens");
    }

    private static IEnumerable<string> ReadWords(YamlMapping mapping, string key, Fact fact) =>
        mapping.Require(key).AsSequence($"'{key}'").Items.Select(item => Word(key, item, FactTable.Values(fact)));

    private static string Word(string key, YamlNode node, IReadOnlyList<string> known)
    {
        var word = node.AsText($"'{key}'");
        return known.Contains(word) ? word : throw node.Error($"'{key}' knows {string.Join(", ", known)}, and not '{word}'");
    }

    private static void RefuseRepeats(string path, IEnumerable<(string Id, FileMark Mark)> ids)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (id, mark) in ids)
        {
            if (!lines.TryAdd(id, mark.Line))
                throw new UnusableInputException(InputProblem.DirectiveUnusable, $"the id '{id}' stands here a second time; the first is on line {lines[id]}", path, mark.Line, column: mark.Column);
        }
    }

    private static void RefuseRulesAfterTheLast(string path, List<DirectiveRule> rules)
    {
        var last = rules.FindIndex(rule => rule.Conditions.Count == 0);
        if (last >= 0 && last < rules.Count - 1)
            throw new UnusableInputException(InputProblem.DirectiveUnusable, $"the rule '{rules[last + 1].Id}' can never apply: the rule before it has no 'when' and takes every case", path, rules[last + 1].Mark.Line, column: rules[last + 1].Mark.Column);
    }
}
