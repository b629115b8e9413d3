using TikTokBan.Waivers;

namespace TikTokBan.Reports.Privacy;

/// <summary>Waivers with pseudonyms: a holder has the same as in the cases, where there is one of that person.</summary>
internal sealed class PseudonymisedWaivers
{
    private readonly Dictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<Waiver> _waivers;

    public PseudonymisedWaivers(ReportInput input)
    {
        _waivers = input.Waivers;
        foreach (var person in input.Scan.Exposures.Concat(input.Previous?.Exposures ?? []).Select(one => one.Person))
        {
            if (person?.UserPrincipalName is { } account)
                _people.TryAdd(Normal(account), person.Id);
        }
    }

    public Pseudonyms? Names { get; set; }

    public IEnumerable<(PseudonymKind Kind, string Id)> Ids => _waivers.SelectMany(waiver =>
        waiver.Holder is { } holder ? [(PseudonymKind.Waiver, waiver.Id), (PseudonymKind.Person, PersonOf(holder))] : new[] { (PseudonymKind.Waiver, waiver.Id) });

    public Waiver Of(Waiver waiver) => waiver with
    {
        Id = Names!.Of(PseudonymKind.Waiver, waiver.Id),
        Holder = waiver.Holder is { } holder ? Names.Of(PseudonymKind.Person, PersonOf(holder)) : null,
        Serial = null,
        DeviceId = null,
        ApprovedBy = "",
        Grantor = "",
        Motive = "",
        Evidence = null,
        Revocation = waiver.Revocation is { } revocation ? revocation with { By = "", Why = "" } : null,
    };

    private string PersonOf(string holder) => _people.GetValueOrDefault(Normal(holder)) ?? Normal(holder);

    // A source may have anything as a name, also what is no valid text.
    private static string Normal(string account) => AccountName.Normal(Displayable.Clean(account));
}
