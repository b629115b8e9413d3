using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Funding;

/// <summary>The authority's own register of who pays for which device. Headers in English, French or Dutch.</summary>
internal sealed class FundingRegister : Shape
{
    private const int Serial = 0, Imei = 1, AssetTag = 2, Holder = 3, Purchase = 4, Subscription = 5, Use = 6, Owner = 7, Issued = 8, CostCentre = 9, From = 10, To = 11;

    public override SourceDescriptor Descriptor => SourceDescriptors.FundingRegister;

    public override DateOrder DateOrder => DateOrder.DayFirst;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "serial|numerodeserie|serienummer|serialnumber", "imei", "assettag|numerodinventaire|inventarisnummer", "holderupn|detenteur|houder|holder", "purchase|achat|aankoop",
        "subscription|abonnement", "use|utilisation|gebruik", "owner|proprietaire|eigenaar", "issued|remis|uitgereikt", "costcentre|centredecout|kostenplaats|costcenter",
        "validfrom|valabledu|geldigvan", "validto|valableau|geldigtot",
    ];

    public override bool Fits(Header header) =>
        header.HasAny(Columns[Purchase], Columns[Subscription], Columns[Use]) && header.HasAny(Columns[Serial], Columns[Imei], Columns[AssetTag]);

    public override string? Map(Row row, Sink sink)
    {
        var device = new DeviceKeys(Serial: Identifiers.Serial(row.Text(Serial)), Imei: Identifiers.Serial(row.Text(Imei)), AssetTag: row.Text(AssetTag));
        if (device.IsEmpty)
            return "The line names no device; give its serial number, IMEI or asset tag.";
        if (!Share.TryRead(row.Text(Purchase), out var purchase) || !Share.TryRead(row.Text(Subscription), out var subscription) || !Share.TryRead(row.Text(Use), out var use))
            return $"A share is not one of the words known (“{BadShare(row)}”); write full, part, none, a percentage or an amount, or leave it empty.";
        if (!OwnerWord.TryRead(row.Text(Owner), out var owner))
            return "The owner is not one of the words known; write service, personal or other, or leave it empty.";
        if (row.Text(Issued) is { } issued && Words.YesNo(issued) is null)
            return "Whether the device was issued is neither yes nor no; write one of these, or leave it empty.";
        if (!Day(row, From, out var from) || !Day(row, To, out var to))
            return "A day can't be read; write it as d/m/yyyy or yyyy-mm-dd.";
        sink.Add(new FundingRecord
        {
            Reference = sink.Reference(row),
            Device = device,
            Holder = new(UserPrincipalName: row.Text(Holder)),
            Payer = new() { Purchase = purchase, Subscription = subscription, Use = use },
            Owner = owner,
            Issued = Words.YesNo(row.Text(Issued)),
            Organisation = sink.Shared(row.Text(CostCentre)),
            From = from,
            To = to,
        });
        return null;
    }

    private bool Day(Row row, int column, out DateOnly? day) =>
        Timestamps.TryDay(row.Text(column), row.OrderOf(column) is not DateOrder.Unknown and var order ? order : DateOrder, out day);

    private static string? BadShare(Row row) => new[] { Purchase, Subscription, Use }.Select(row.Text).FirstOrDefault(text => !Share.TryRead(text, out _));
}
