namespace TikTokBan.Directives;

/// <summary>Whether a directive can be broken.</summary>
public enum DirectiveBinding
{
    /// <summary>It binds.</summary>
    Binding,

    /// <summary>It advises.</summary>
    Advice,

    /// <summary>It imposes and advises nothing.</summary>
    None,
}

/// <summary>A ban or advice regime as data: whom it reaches, since when, what it says about each case, and where that is written. Immutable.</summary>
public sealed record Directive
{
    /// <summary>Its id, such as <c>be-federal-716</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the file, as its author numbers it.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The file it was read from.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it binds, advises, or neither.</summary>
    public required DirectiveBinding Binding { get; init; }

    /// <summary>Its title.</summary>
    public required LocalText Titles { get; init; }

    /// <summary>What it says, in a few sentences, for people.</summary>
    public required LocalText Texts { get; init; }

    /// <summary>Who decided it.</summary>
    public required LocalText Authority { get; init; }

    /// <summary>The act it stands in.</summary>
    public required LocalText Instrument { get; init; }

    /// <summary>What the act itself rests on, where known.</summary>
    public LocalText? LegalBasis { get; init; }

    /// <summary>Where its content was found.</summary>
    public required IReadOnlyList<LocalText> Sources { get; init; }

    /// <summary>The times in which it is in force, each with its instrument, earliest first. None at all: it never came into force.</summary>
    public required IReadOnlyList<DirectivePeriod> Periods { get; init; }

    /// <summary>Days on which it was to be evaluated again.</summary>
    public IReadOnlyList<DateOnly> Reviews { get; init; } = [];

    /// <summary>Id of the directive that it replaced.</summary>
    public string? Predecessor { get; init; }

    /// <summary>Id of the directive that replaced it.</summary>
    public string? Successor { get; init; }

    /// <summary>The populations it reaches; none named means that it does not ask.</summary>
    public required IReadOnlyList<string> Populations { get; init; }

    /// <summary>The applications it covers.</summary>
    public required ApplicationScope Applications { get; init; }

    /// <summary>Applications of which it is disputed whether it covers them: each such case is for review.</summary>
    public ApplicationScope DisputedApplications { get; init; } = new();

    /// <summary>Its rules; the first that fits decides. A case that none fits is out of scope.</summary>
    public required IReadOnlyList<DirectiveRule> Rules { get; init; }

    /// <summary>The exceptions it knows. None: its sources know of no exception, and a registered one is for review.</summary>
    public IReadOnlyList<DirectiveExemption> Exceptions { get; init; } = [];

    /// <summary>What must be reported to whom.</summary>
    public IReadOnlyList<ReportingDuty> ReportingDuties { get; init; } = [];

    /// <summary>Reads a directive's file, shipped or an authority's own.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UnusableInputException">It cannot be read, or is not a directive; with line and column.</exception>
    public static Directive LoadFile(string path) => DirectiveReader.Read(path);

    /// <summary>Its title in a language.</summary>
    /// <param name="language">Such as <c>fr</c>; another language stands in where this one is missing.</param>
    public string Title(string language) => Titles.In(language);

    /// <summary>What it says, in a language.</summary>
    /// <param name="language">Such as <c>fr</c>; another language stands in where this one is missing.</param>
    public string Text(string language) => Texts.In(language);

    /// <summary>The period a day falls in; null when the directive is not in force on it.</summary>
    /// <param name="day">The day.</param>
    public DirectivePeriod? InForceOn(DateOnly day) => Periods.FirstOrDefault(period => period.Contains(day));
}
