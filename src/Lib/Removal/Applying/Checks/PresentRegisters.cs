using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>The registers of who pays and who is excepted as they are now, joined to a plan's devices as a scan joins them.</summary>
internal sealed class PresentRegisters
{
    // What registers speak of, before the registers themselves. Lists of devices are left out: the tenant is asked for those.
    private static readonly string[] Order = ["directory.users", "directory.groups", "mdm.devices", "funding.register", "waivers.register"];

    // Lines about devices that only an IMEI or a newer name tells, and waivers of people under a name that nobody knows yet.
    private readonly Dictionary<string, List<SourceRecord>> _unplaced = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<SourceRecord> _placed = new(ReferenceEqualityComparer.Instance);
    private readonly List<WaiverRecord> _ofStrangers = [];

    private PresentRegisters(DateOnly day) => (World, Day) = (new ScannedWorld(day), day);

    /// <summary>All that was read.</summary>
    public ScannedWorld World { get; }

    /// <summary>The day that waivers and lines are asked about.</summary>
    public DateOnly Day { get; }

    /// <summary>Whether there is a register of who pays.</summary>
    public bool HasFunding { get; private set; }

    /// <summary>Reads them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Folder or zip with registers; null for none.</param>
    /// <param name="store">The ledger's waivers; null for none.</param>
    /// <param name="matcher">A matcher.</param>
    /// <param name="day">The present day.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">One of them can't be read in full, so that nobody knows whom it excepts.</exception>
    public static async Task<PresentRegisters> ReadAsync(RemovalPlan plan, string? folder, IWaiverStore? store, Matcher matcher, DateOnly day, CancellationToken cancellationToken)
    {
        var registers = new PresentRegisters(day);
        using var exports = folder is null ? null : ExportSet.Open(folder);
        var files = exports?.Sources.Where(source => source.Descriptor.Id is not "mdm.devices" && Order.Contains(source.Descriptor.Id)).ToList() ?? [];
        registers.HasFunding = files.Exists(source => source.Descriptor.Id == "funding.register");
        if (folder is not null && !registers.HasFunding && !files.Exists(source => source.Descriptor.Id == "waivers.register"))
            throw new UnusableInputException(InputProblem.ExportUnusable, "No file here is a register of who pays or of who is excepted; name the folder that holds them, or leave it out.", folder);
        List<ISource> sources = [.. files, new PlannedDevices(plan)];
        if (store is not null && await LedgerWaivers.OpenAsync(store, plan.Directive.Id, cancellationToken).ConfigureAwait(false) is { } ledger)
            sources.Add(ledger);
        foreach (var source in sources.OrderBy(source => Array.IndexOf(Order, source.Descriptor.Id)).ThenBy(source => source.Location, StringComparer.Ordinal))
            await registers.ReadAsync(source, matcher, cancellationToken).ConfigureAwait(false);
        return registers;
    }

    /// <summary>Joins what is now known of a device, and the register's lines that only that tells to be about it.</summary>
    /// <returns>The device and its user.</returns>
    public (int Device, int Person) Join(PlannedDevice planned, PresentDevice present)
    {
        var device = World.Devices.Resolve(PlannedDevices.KeysOf(planned));
        World.Devices.Resolve(present.Keys with { IntuneId = planned.Id });
        var person = World.People.Resolve(present.User);
        var known = World.Devices[device];
        (known.Ownership, known.Platform, known.Type, known.User) = (present.Ownership, present.Platform ?? known.Platform, present.Type ?? known.Type, person);
        foreach (var key in NamesOf(present.Keys))
        {
            if (!_unplaced.Remove(key, out var lines))
                continue;
            foreach (var line in lines.Where(_placed.Add))
                World.Add(line);
        }

        return (device, person);
    }

    /// <summary>A waiver that holds today for a device, its user and an application; null for none. Whether it meets the directive's conditions is for a person: any that holds is respected.</summary>
    public WaiverRecord? Waiver(int device, int person, string application, IReadOnlyCollection<string> names) =>
        World.Waivers.Of(device, person, application).FirstOrDefault(Holds)
        ?? _ofStrangers.Find(waiver => Holds(waiver)
            && (waiver.Application is null || string.Equals(waiver.Application, application, StringComparison.OrdinalIgnoreCase))
            && names.Any(name => IsSame(waiver.Holder.UserPrincipalName, name) || IsSame(waiver.Holder.Mail, name)));

    private void Keep(SourceRecord line)
    {
        if (line is WaiverRecord { Device.IsEmpty: true } waiver)
            _ofStrangers.Add(waiver);
        foreach (var key in NamesOf((line as WaiverRecord)?.Device ?? (line as FundingRecord)?.Device ?? default))
        {
            if (!_unplaced.TryGetValue(key, out var lines))
                _unplaced.Add(key, lines = []);
            lines.Add(line);
        }
    }

    private static IEnumerable<string> NamesOf(DeviceKeys keys) => new[] { keys.Serial, keys.Imei, keys.Name }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    private bool Holds(WaiverRecord waiver) => World.Waivers.Holds(waiver) && !(waiver.Facts.Expires < Day);

    private static bool IsSame(string? holder, string name) => holder is not null && AccountName.Same(holder, name);

    private async Task ReadAsync(ISource source, Matcher matcher, CancellationToken cancellationToken)
    {
        RejectedRow? first = null;
        var tally = new SourceTally();
        await foreach (var record in source.ReadAsync(new SourceContext(matcher, tally, row => first ??= row), cancellationToken).ConfigureAwait(false))
        {
            if (!World.Add(record))
                Keep(record);
        }

        if (tally.Incomplete is { } problem)
            throw new UnusableInputException(InputProblem.ExportUnusable, $"It can't be read in full, so that nobody knows what else it says of a device: {problem}", source.Location);

        // A line of payments that says nothing leaves a fact unknown; a waiver that can't be read would be passed over.
        if (first is not null && source.Descriptor.Id == "waivers.register")
            throw new UnusableInputException(InputProblem.ExportUnusable, $"Line {first.Line} can't be read, and may be an exception: {first.Reason} Mend it, then run this again.", first.Location);
    }
}
