using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by IP address, range or autonomous system.</summary>
internal sealed class AddressMatcher
{
    private static readonly MatchResult NoSystem = Answers.NotCovered("No autonomous system of the catalogue.");

    private static readonly MatchResult NoRange = Answers.NotCovered("In no range of the catalogue.");

    private static readonly MatchResult Malformed = Answers.NotCovered("No IP address, range or autonomous system.");

    private readonly Dictionary<uint, MatchResult> _systems = [];
    private readonly (AddressRange Range, MatchResult Answer, MatchResult Part)[] _ranges;

    public AddressMatcher(CoveredCatalogue catalogue, Answers answers)
    {
        var ranges = new List<(AddressRange, MatchResult, MatchResult)>();
        foreach (var (canonical, known) in Known.Of(catalogue, answers, IndicatorKind.Address))
        {
            if (AddressText.TryReadSystem(canonical, out var system))
                _systems.TryAdd(system, known.Answer);
            else if (AddressText.TryReadRange(canonical, out var range))
                ranges.Add((range, known.Answer, known.Indicator is null ? known.Answer : Answers.Of(known.Indicator, MatchOutcome.Review, $"The range holds {known.Indicator.Value} of {answers.Subject(known.Indicator)} and addresses of others.")));
        }

        _ranges = [.. ranges.OrderBy(one => one.Item1.First).ThenByDescending(one => one.Item1.Last)];
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        value = HostText.TrimControls(value);
        if (value.Length > 80)
            return Malformed;
        if (AddressText.TryReadSystem(value, out var system))
            return _systems.GetValueOrDefault(system, NoSystem);
        return AddressText.TryReadRange(value, out var range) ? Range(range) : Malformed;
    }

    /// <summary>The narrowest listed range that holds all of it; else a listed one that it touches.</summary>
    private MatchResult Range(AddressRange asked)
    {
        MatchResult? within = null, touched = null;
        for (var i = Before(asked.Last); i >= 0; i--)
        {
            var (range, answer, part) = _ranges[i];
            if (range.First <= asked.First && range.Last >= asked.Last)
            {
                within = answer;
                break;
            }

            if (range.Last >= asked.First && part.Outcome is not MatchOutcome.NotCovered)
                touched = part;
        }

        return within ?? touched ?? NoRange;
    }

    /// <summary>The last range that begins no later than an address.</summary>
    private int Before(UInt128 address)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Range.First <= address)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }
}
