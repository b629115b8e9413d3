namespace TikTokBan.Directives;

/// <summary>Makes the variables of a directive: for each fact it asks for, the coarsest classes that tell all its conditions apart.</summary>
internal sealed class VariableTable
{
    private readonly List<Variable> _variables = [];
    private readonly Dictionary<Fact, int> _indexOf = [];
    private readonly Dictionary<Fact, int[]> _classOfValue = [];
    private readonly Dictionary<Fact, DateOnly[]> _thresholds = [];
    private readonly Dictionary<ApplicationScope, int> _scopes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PopulationCondition, ulong> _populationBits = new(ReferenceEqualityComparer.Instance);
    private Dictionary<ulong, int> _populationClasses = [];

    /// <summary>Collects the variables of some conditions.</summary>
    /// <param name="conditions">Every condition that will be asked for.</param>
    /// <param name="unknownWaiverIsNone">Whether a waiver that nothing is known of counts as none.</param>
    public VariableTable(IEnumerable<Condition> conditions, bool unknownWaiverIsNone)
    {
        var leaves = conditions.SelectMany(Leaves).ToList();
        foreach (var fact in FactTable.All)
        {
            switch (fact)
            {
                case Fact.Date or Fact.InstalledSince:
                    AddDay(fact, [.. leaves.OfType<DayCondition>().Where(leaf => leaf.Fact == fact)]);
                    break;
                case Fact.Application:
                    AddApplications(leaves.OfType<ApplicationCondition>());
                    break;
                case Fact.Population:
                    AddPopulation([.. leaves.OfType<PopulationCondition>()]);
                    break;
                default:
                    AddValues(fact, [.. leaves.OfType<FactCondition>().Where(leaf => leaf.Fact == fact)], unknownWaiverIsNone);
                    break;
            }
        }
    }

    /// <summary>The variables, in the order in which diagrams ask for them.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>A condition as a diagram that says yes or no.</summary>
    public int Build(Diagram diagram, Condition condition) => condition switch
    {
        AllOf all => all.Parts.Aggregate(Diagram.Yes, (built, part) => diagram.And(built, Build(diagram, part))),
        AnyOf any => any.Parts.Aggregate(Diagram.No, (built, part) => diagram.Or(built, Build(diagram, part))),
        FactCondition fact => diagram.Literal(_indexOf[fact.Fact], ClassesOf(fact)),
        DayCondition day => diagram.Literal(_indexOf[day.Fact], ClassesOf(day)),
        PopulationCondition population => diagram.Literal(_indexOf[Fact.Population], ClassesOf(population)),
        ApplicationCondition application => diagram.Literal(_scopes[application.Scope], 0b10),
        _ => throw new InvalidOperationException($"There is no diagram for {condition.GetType().Name}."),
    };

    private static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        _ => [condition],
    };

    private ulong ClassesOf(FactCondition condition)
    {
        var classOfValue = _classOfValue[condition.Fact];
        var classes = 0UL;
        for (var value = 0; value < classOfValue.Length; value++)
        {
            if ((condition.Allowed >> value & 1) != 0)
                classes |= 1UL << classOfValue[value];
        }

        return classes;
    }

    private ulong ClassesOf(DayCondition condition)
    {
        var thresholds = _thresholds[condition.Fact];
        var classes = 0UL;
        for (var i = 0; i <= thresholds.Length; i++)
        {
            var first = i == 0 ? DateOnly.MinValue : thresholds[i - 1];
            if ((condition.From is not { } from || first >= from) && (condition.Until is not { } until || first <= until))
                classes |= 1UL << i;
        }

        return classes;
    }

    private ulong ClassesOf(PopulationCondition condition)
    {
        var bit = _populationBits[condition];
        var classes = 0UL;
        foreach (var (met, index) in _populationClasses)
        {
            if ((met & bit) != 0 == condition.Member)
                classes |= 1UL << index;
        }

        return classes;
    }

    private void Add(Fact fact, Variable variable)
    {
        _indexOf[fact] = _variables.Count;
        _variables.Add(variable);
    }

    private void AddDay(Fact fact, List<DayCondition> conditions)
    {
        if (conditions.Count == 0)
            return;
        var thresholds = new SortedSet<DateOnly>();
        foreach (var condition in conditions)
        {
            if (condition.From is { } from)
                thresholds.Add(from);
            if (condition.Until is { } until && until < DateOnly.MaxValue)
                thresholds.Add(until.AddDays(1));
        }

        Limit(thresholds.Count + 1, fact, conditions[0]);
        _thresholds[fact] = [.. thresholds];
        Add(fact, new DayVariable(fact, _thresholds[fact]));
    }

    private void AddApplications(IEnumerable<ApplicationCondition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (_scopes.ContainsKey(condition.Scope))
                continue;
            _scopes[condition.Scope] = _variables.Count;
            _variables.Add(new ApplicationVariable(condition.Scope));
        }
    }

    private void AddPopulation(List<PopulationCondition> conditions)
    {
        if (conditions.Count == 0)
            return;
        Limit(conditions.Count, Fact.Population, conditions[0]);
        var bits = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (var i = 0; i < conditions.Count; i++)
        {
            _populationBits[conditions[i]] = 1UL << i;
            foreach (var name in conditions[i].Names)
                bits[name] = bits.GetValueOrDefault(name) | (1UL << i);
        }

        // A list of populations meets the union of what its members meet, so the classes are all unions, the empty one included.
        var unions = new SortedSet<ulong> { 0 };
        foreach (var met in bits.Values.Distinct())
        {
            foreach (var union in unions.ToList())
                unions.Add(union | met);
            Limit(unions.Count, Fact.Population, conditions[0]);
        }

        _populationClasses = unions.Select((met, index) => (met, index)).ToDictionary(pair => pair.met, pair => pair.index);
        Add(Fact.Population, new PopulationVariable(bits, _populationClasses));
    }

    private void AddValues(Fact fact, List<FactCondition> conditions, bool unknownWaiverIsNone)
    {
        if (conditions.Count == 0)
            return;
        var classOfValue = new int[FactTable.RawValues(fact)];
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var value = 0; value < classOfValue.Length; value++)
        {
            // Values that every condition treats alike are one class.
            var signature = string.Concat(conditions.Select(condition => (condition.Allowed >> value & 1) != 0 ? '1' : '0'));
            if (!classes.TryGetValue(signature, out var index))
                classes[signature] = index = classes.Count;
            classOfValue[value] = index;
        }

        _classOfValue[fact] = classOfValue;
        Add(fact, new ValueVariable(fact, classes.Count, classOfValue, fact == Fact.Waiver && unknownWaiverIsNone));
    }

    // Sets of classes are kept in 64 bits.
    private static void Limit(int count, Fact fact, Condition condition)
    {
        if (count > 64)
            throw new UnusableInputException(InputProblem.DirectiveUnusable, $"the conditions on {FactTable.Path(fact)} tell more than 64 cases apart; split the directive", null, condition.Mark.Line);
    }
}
