namespace TikTokBan.Directives;

/// <summary>A case together with what the catalogue knows of its application.</summary>
internal readonly record struct JudgedCase(CaseFacts Facts, ApplicationFacts? Application);

/// <summary>One fact as a directive sees it: its values fall into the few classes that the directive's conditions tell apart.</summary>
internal abstract class Variable(Fact fact, int classes)
{
    public Fact Fact { get; } = fact;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; } = classes;

    /// <summary>The class of the case's value, or <see cref="FactTable.Unknown"/>.</summary>
    public abstract int ClassOf(in JudgedCase judged);
}

/// <summary>A fact with a list of values.</summary>
internal sealed class ValueVariable(Fact fact, int classes, IReadOnlyList<int> classOfValue, bool absentIsFirst) : Variable(fact, classes)
{
    private readonly int[] _classOfValue = [.. classOfValue];

    public override int ClassOf(in JudgedCase judged)
    {
        var value = FactTable.Read(Fact, judged.Facts);
        if (value == FactTable.Unknown)
            return absentIsFirst ? _classOfValue[0] : FactTable.Unknown;
        return _classOfValue[value];
    }
}

/// <summary>The day of the case, or the day of the installation: class n is the time from the n-th threshold on.</summary>
internal sealed class DayVariable(Fact fact, IReadOnlyList<DateOnly> thresholds) : Variable(fact, thresholds.Count + 1)
{
    private readonly DateOnly[] _thresholds = [.. thresholds];

    public override int ClassOf(in JudgedCase judged)
    {
        var day = Fact == Fact.Date ? judged.Facts.Date : judged.Facts.InstalledSince;
        if (day is not { } known)
            return FactTable.Unknown;
        var reached = 0;
        while (reached < _thresholds.Length && _thresholds[reached] <= known)
            reached++;
        return reached;
    }
}

/// <summary>The populations of a person. Each condition has a bit; a class is a set of bits that some list of populations can give.</summary>
internal sealed class PopulationVariable(IReadOnlyDictionary<string, ulong> bits, IReadOnlyDictionary<ulong, int> classes) : Variable(Fact.Population, classes.Count)
{
    public override int ClassOf(in JudgedCase judged)
    {
        if (judged.Facts.Person?.Population is not { } names)
            return FactTable.Unknown;
        var met = 0UL;
        for (var i = 0; i < names.Count; i++)
            met |= bits.GetValueOrDefault(names[i]);
        return classes[met];
    }
}

/// <summary>Whether the application is one of those that a scope names: class 1, else class 0.</summary>
internal sealed class ApplicationVariable(ApplicationScope scope) : Variable(Fact.Application, 2)
{
    public ApplicationScope Scope { get; } = scope;

    public override int ClassOf(in JudgedCase judged) => Scope.Covers(judged.Facts.Application, judged.Application) switch
    {
        null => FactTable.Unknown,
        true => 1,
        false => 0,
    };
}
