using TikTokBan.Directives;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>What the funding register says of a device on a day.</summary>
/// <param name="Payer">Who pays; null where no line says.</param>
/// <param name="Owner">Whose it is; null where no line says, or lines disagree.</param>
/// <param name="Issued">Handed out by the authority.</param>
/// <param name="CostCentre">Cost centre.</param>
/// <param name="Conflicts">Paths of facts on which lines disagree; such a fact counts as unknown.</param>
internal sealed record Funding(PayerFacts? Payer, DeviceOwner? Owner, bool? Issued, string? CostCentre, IReadOnlyList<string> Conflicts);

/// <summary>
/// The funding register, by device, and by holder for lines that name no device. A register has as many lines as a
/// large authority has devices and subscriptions, so a line is kept in a few bytes and not as it was read.
/// </summary>
internal sealed class FundingIndex(DeviceIndex devices, PersonIndex people, DateOnly asOf)
{
    private const int None = -1;

    private readonly List<Line> _lines = [];
    private readonly Dictionary<int, int> _lastOfDevice = [];
    private readonly Dictionary<int, int> _lastOfHolder = [];
    private readonly TextPool _pool = new();

    /// <summary>Takes a line.</summary>
    /// <returns>False where it speaks of no device and no person that another source knows.</returns>
    public bool Add(FundingRecord record)
    {
        if (record.From > asOf || record.To < asOf)
            return true;
        var (last, index) = record.Device.IsEmpty
            ? (_lastOfHolder, people.Find(record.Holder))
            : (_lastOfDevice, devices.Find(record.Device));
        // A line about something no source knows says nothing about any exposure.
        if (index < 0)
            return false;
        var before = last.GetValueOrDefault(index, None);
        last[index] = _lines.Count;
        _lines.Add(new Line(
            Code(record.Payer.Purchase),
            Code(record.Payer.Subscription),
            Code(record.Payer.Use),
            Code(record.Owner),
            record.Issued is { } issued ? (sbyte)(issued ? 1 : 0) : Unstated,
            _pool.Share(record.Organisation),
            before));
        return true;
    }

    public Funding? Of(int device, int person)
    {
        if (device >= 0 && _lastOfDevice.TryGetValue(device, out var last))
            return Join(last);
        // A line without a device is a subscription in somebody's name: it speaks of their phone, not of their computer.
        var carriesSubscription = device >= 0 && devices[device].Type is DeviceType.Phone or DeviceType.Tablet;
        return carriesSubscription && person >= 0 && _lastOfHolder.TryGetValue(person, out last) ? Join(last) : null;
    }

    private const sbyte Unstated = -1;

    private static sbyte Code<T>(T? stated)
        where T : struct, Enum =>
        stated is { } value ? (sbyte)Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : Unstated;

    private Funding Join(int last)
    {
        var lines = new List<Line>();
        for (var at = last; at != None; at = _lines[at].Before)
            lines.Add(_lines[at]);
        lines.Reverse();

        var conflicts = new List<string>();
        var payer = new PayerFacts
        {
            Purchase = (Payer?)Agree(lines, line => line.Purchase, "device.payer.purchase", conflicts),
            Subscription = (Payer?)Agree(lines, line => line.Subscription, "device.payer.subscription", conflicts),
            Use = (Payer?)Agree(lines, line => line.Use, "device.payer.use", conflicts),
        };
        var anything = payer.Purchase is not null || payer.Subscription is not null || payer.Use is not null;
        return new Funding(
            anything ? payer : null,
            (DeviceOwner?)Agree(lines, line => line.Owner, "device.owner", conflicts),
            Agree(lines, line => line.Issued, "device.issued", conflicts) is { } issued ? issued == 1 : null,
            lines.Select(line => line.CostCentre).FirstOrDefault(centre => centre is not null),
            conflicts);
    }

    private static sbyte? Agree(List<Line> lines, Func<Line, sbyte> part, string path, List<string> conflicts)
    {
        var stated = lines.Select(part).Where(code => code != Unstated).Distinct().ToList();
        if (stated.Count > 1)
            conflicts.Add(path);
        return stated.Count == 1 ? stated[0] : null;
    }

    private readonly record struct Line(sbyte Purchase, sbyte Subscription, sbyte Use, sbyte Owner, sbyte Issued, string? CostCentre, int Before);
}
