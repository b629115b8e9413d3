namespace TikTokBan.Directives;

/// <summary>A time in which a directive is in force.</summary>
/// <param name="From">Its first day; null when the beginning is not known and every earlier day counts.</param>
/// <param name="To">Its last day; null when there is no end, or none is known.</param>
/// <param name="Instrument">The act by which it is in force in this time.</param>
public sealed record DirectivePeriod(DateOnly? From, DateOnly? To, LocalText Instrument)
{
    /// <summary>Whether a day falls in it, the first and the last included.</summary>
    /// <param name="day">The day.</param>
    public bool Contains(DateOnly day) => (From is not { } from || day >= from) && (To is not { } to || day <= to);

    /// <summary>Where it stands in its file.</summary>
    internal FileMark Mark { get; init; }
}

/// <summary>One rule of a directive.</summary>
public sealed record DirectiveRule
{
    /// <summary>Its id within the directive.</summary>
    public required string Id { get; init; }

    /// <summary>The verdict where it is the first that fits.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Last day for removal, with <see cref="Directives.Verdict.RemoveBy"/>.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>What is to be done: any of <c>remove</c>, <c>do-not-install</c>, <c>do-not-use</c>, <c>block-traffic</c>, <c>block-download</c>, <c>report</c>.</summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>The passage it rests on: act, point, and source.</summary>
    public required LocalText Basis { get; init; }

    /// <summary>What it says, for people.</summary>
    public required LocalText Text { get; init; }

    /// <summary>Its conditions, one line each, as the file writes them; all must be met.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>The conditions in words, one clause each; all must be met.</summary>
    /// <param name="language"><c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>; any other is answered in English.</param>
    public IReadOnlyList<string> ConditionsIn(string language) => new ConditionText(language).Clauses(When);

    /// <summary>The same, for the judge.</summary>
    internal Condition When { get; init; } = new AllOf(default, []);

    /// <summary>Where it stands in its file.</summary>
    internal FileMark Mark { get; init; }
}

/// <summary>An exception that a directive knows: what a registered waiver must be for the directive not to apply.</summary>
public sealed record DirectiveExemption
{
    /// <summary>Its id within the directive.</summary>
    public required string Id { get; init; }

    /// <summary>Kinds of waiver that it accepts.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Who may approve one: any of <c>head</c>, <c>designee</c>, <c>other</c>.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>Whether the motives must be on file; null: the directive does not ask.</summary>
    public bool? Documented { get; init; }

    /// <summary>Whether it may be (true: must be) given to everybody at once; null: the directive does not ask.</summary>
    public bool? Blanket { get; init; }

    /// <summary>Named conditions and the value each must have; see <see cref="WaiverFacts.Conditions"/>.</summary>
    public IReadOnlyDictionary<string, bool> Conditions { get; init; } = new Dictionary<string, bool>();

    /// <summary>The verdicts that it turns into <see cref="Verdict.Exempt"/>.</summary>
    public required IReadOnlyList<Verdict> Lifts { get; init; }

    /// <summary>The passage it rests on.</summary>
    public required LocalText Basis { get; init; }

    /// <summary>What it says, for people.</summary>
    public required LocalText Text { get; init; }

    /// <summary>Where it stands in its file.</summary>
    internal FileMark Mark { get; init; }
}

/// <summary>Something that a directive wants reported.</summary>
/// <param name="To">Who is to receive it.</param>
/// <param name="By">The last day for it, where there is one.</param>
/// <param name="Text">What is to be reported, for people.</param>
public sealed record ReportingDuty(LocalText To, DateOnly? By, LocalText Text);
