using TikTokBan.Directives;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What the funding register says of a device on a day.</summary>
/// <param name="Payer">Who pays; null where no line says.</param>
/// <param name="Owner">Whose it is; null where no line says, or lines disagree.</param>
/// <param name="Issued">Handed out by the authority.</param>
/// <param name="CostCentre">Cost centre.</param>
/// <param name="Conflicts">Paths of facts on which lines disagree; such a fact counts as unknown.</param>
/// <param name="References">The lines.</param>
internal sealed record Funding(PayerFacts? Payer, DeviceOwner? Owner, bool? Issued, string? CostCentre, IReadOnlyList<string> Conflicts, IReadOnlyList<string> References);

/// <summary>The funding register, by device, and by holder for lines that name no device.</summary>
internal sealed class FundingIndex(DeviceIndex devices, PersonIndex people, DateOnly asOf)
{
    private readonly Dictionary<int, List<FundingRecord>> _byDevice = [];
    private readonly Dictionary<int, List<FundingRecord>> _byHolder = [];

    public void Add(FundingRecord record)
    {
        if (record.From > asOf || record.To < asOf)
            return;
        var (table, index) = record.Device.IsEmpty
            ? (_byHolder, people.Find(record.Holder))
            : (_byDevice, devices.Find(record.Device));
        // A line about something no source knows says nothing about any exposure.
        if (index < 0)
            return;
        if (!table.TryGetValue(index, out var lines))
            table.Add(index, lines = []);
        lines.Add(record);
    }

    public Funding? Of(int device, int person)
    {
        if (device >= 0 && _byDevice.TryGetValue(device, out var lines))
            return Join(lines);
        // A line without a device is a subscription in somebody's name: it speaks of their phone, not of their computer.
        var carriesSubscription = device >= 0 && devices[device].Type is DeviceType.Phone or DeviceType.Tablet;
        return carriesSubscription && person >= 0 && _byHolder.TryGetValue(person, out lines) ? Join(lines) : null;
    }

    private static Funding Join(List<FundingRecord> lines)
    {
        var conflicts = new List<string>();
        var payer = new PayerFacts
        {
            Purchase = Agree(lines, line => line.Payer.Purchase, "device.payer.purchase", conflicts),
            Subscription = Agree(lines, line => line.Payer.Subscription, "device.payer.subscription", conflicts),
            Use = Agree(lines, line => line.Payer.Use, "device.payer.use", conflicts),
        };
        var anything = payer.Purchase is not null || payer.Subscription is not null || payer.Use is not null;
        return new Funding(
            anything ? payer : null,
            Agree(lines, line => line.Owner, "device.owner", conflicts),
            Agree(lines, line => line.Issued, "device.issued", conflicts),
            lines.Select(line => line.Organisation).FirstOrDefault(centre => centre is not null),
            conflicts,
            [.. lines.Select(line => line.Reference)]);
    }

    private static T? Agree<T>(List<FundingRecord> lines, Func<FundingRecord, T?> part, string path, List<string> conflicts)
        where T : struct
    {
        T? agreed = null;
        foreach (var line in lines)
        {
            if (part(line) is not { } stated)
                continue;
            if (agreed is { } other && !EqualityComparer<T>.Default.Equals(other, stated))
            {
                conflicts.Add(path);
                return null;
            }

            agreed = stated;
        }

        return agreed;
    }
}
