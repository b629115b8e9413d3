namespace TikTokBan.Directives;

/// <summary>What must be so for a rule to apply. Typed data: there is nothing here to parse or to run.</summary>
/// <param name="Mark">Where it stands in its file.</param>
internal abstract record Condition(FileMark Mark);

/// <summary>A fact has one of some values.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Allowed">One bit for each value a case can give, in the order of <see cref="FactTable"/>.</param>
internal sealed record FactCondition(FileMark Mark, Fact Fact, ulong Allowed) : Condition(Mark);

/// <summary>The person belongs to one of these populations, or, when not a member, to none of them.</summary>
internal sealed record PopulationCondition(FileMark Mark, IReadOnlyList<string> Names, bool Member = true) : Condition(Mark);

/// <summary>A day lies between two others, both included; an open side is null.</summary>
internal sealed record DayCondition(FileMark Mark, Fact Fact, DateOnly? From, DateOnly? Until) : Condition(Mark)
{
    /// <summary>Whether its author bounded it by the day before <see cref="From"/>, which <c>after</c> leaves out. For people; the judge goes by the days.</summary>
    public bool WrittenAfter { get; init; }

    /// <summary>Whether its author bounded it by the day after <see cref="Until"/>, which <c>before</c> leaves out.</summary>
    public bool WrittenBefore { get; init; }
}

/// <summary>The application is one of these.</summary>
internal sealed record ApplicationCondition(FileMark Mark, ApplicationScope Scope) : Condition(Mark);

/// <summary>All of some conditions; none at all is always so.</summary>
internal sealed record AllOf(FileMark Mark, IReadOnlyList<Condition> Parts) : Condition(Mark);

/// <summary>At least one of some conditions.</summary>
internal sealed record AnyOf(FileMark Mark, IReadOnlyList<Condition> Parts) : Condition(Mark);

/// <summary>A place in a file; line and column count from 1.</summary>
internal readonly record struct FileMark(long Line, long Column);
