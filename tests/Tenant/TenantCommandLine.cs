using System.Globalization;
using TikTokBan.Tenant.Granting;

namespace TikTokBan.Tenant;

/// <summary>What the command line asks for.</summary>
internal sealed class TenantCommandLine
{
    public const string Usage = "usage: [--port N] [--exports DIR | --people N --devices N [--inventory-rows N] [--inventory-order device|mixed] [--seed N]] [--deny PERMISSION]… [--unkind] [--keep-dates] [--show-requests] [--no-apps] [--unlimited] [--check-in SECONDS] [--approval SECONDS] [--lifetime MINUTES]";

    private readonly List<string> _denied = [];

    public int Port { get; private set; } = 5716;

    public string? Exports { get; private set; }

    /// <summary>Whether it serves the repository's samples.</summary>
    public bool IsSample { get; private set; }

    public int? People { get; private set; }

    public int? Devices { get; private set; }

    public long? InventoryRows { get; private set; }

    public bool MixedInventory { get; private set; }

    public ulong Seed { get; private set; } = 716;

    public bool IsUnkind { get; private set; }

    public bool ShowsRequests { get; private set; }

    public bool KeepsDates { get; private set; }

    public bool LacksApps { get; private set; }

    /// <summary>Whether no service refuses for having been asked too often.</summary>
    public bool IsUnlimited { get; private set; }

    public int Lifetime { get; private set; } = 12 * 60;

    /// <summary>Seconds after a sync in which a device reports.</summary>
    public int CheckIn { get; private set; } = 5;

    /// <summary>Seconds after which somebody agrees to a change; null where nobody has to.</summary>
    public int? Approval { get; private set; }

    public int Moved { get; private set; }

    public static TenantCommandLine? Parse(string[] args, out string? problem)
    {
        var line = new TenantCommandLine();
        for (var i = 0; i < args.Length; i++)
        {
            var isSwitch = args[i] is "--unkind" or "--keep-dates" or "--show-requests" or "--no-apps" or "--unlimited";
            var value = isSwitch ? "" : i + 1 < args.Length ? args[i + 1] : null;
            if (value is null || !line.Take(args[i], value))
            {
                problem = $"{args[i]} {value} is not understood.";
                return null;
            }
            i += isSwitch ? 0 : 1;
        }
        line.IsSample = line.Exports is null && line.People is null && line.Devices is null;
        line.Exports ??= line.IsSample ? SampleFolder() : null;
        problem = line.Exports is not null && !Directory.Exists(line.Exports) ? $"The folder {line.Exports} doesn't exist: say with --exports which exports to serve." : null;
        return problem is null ? line : null;
    }

    public FakeTenantOptions Options()
    {
        // The services look back from today; what is older than they keep would not be found.
        var age = TimeProvider.System.GetUtcNow() - Generator.World.AuthorityWorld.Now;
        Moved = KeepsDates || age < TimeSpan.FromDays(7) ? 0 : (int)age.TotalDays;
        return new FakeTenantOptions { Port = Port, Exports = Exports, People = People, Devices = Devices, InventoryRows = InventoryRows, MixedInventory = MixedInventory, Seed = Seed, MoveDays = Moved, CheckInDelay = TimeSpan.FromSeconds(CheckIn), Throttles = !IsUnlimited };
    }

    public void Prepare(FakeTenant tenant)
    {
        tenant.Permissions.ExceptWith(_denied);
        if (_denied.Exists(FakeTenantOptions.AllPermissions.Contains))
        {
            // What may change a thing may read it too, and would make up for what was denied.
            tenant.Permissions.ExceptWith(FakeTenantOptions.ActPermissions);
        }
        if (!LacksApps)
            DeployedApps.Add(tenant.State);
        ApplicationRoles.Add(tenant);
        if (Approval is { } seconds)
            tenant.State.Approvals.AgreeAfter(TimeSpan.FromSeconds(seconds), tenant);
        if (ShowsRequests)
            tenant.Log.Answered = request => Console.Out.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {request}");
        if (IsUnkind)
            tenant.Faults.AtRandom(Seed, 0.1);
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--exports":
                Exports = value;
                return true;
            case "--deny":
                _denied.Add(value);
                return FakeTenantOptions.AllPermissions.Contains(value) || FakeTenantOptions.ActPermissions.Contains(value) || FakeTenantOptions.PublishPermissions.Contains(value);
            case "--unkind":
                return IsUnkind = true;
            case "--show-requests":
                return ShowsRequests = true;
            case "--no-apps":
                return LacksApps = true;
            case "--unlimited":
                return IsUnlimited = true;
            case "--keep-dates":
                return KeepsDates = true;
            case "--inventory-order":
                MixedInventory = value == "mixed";
                return value is "mixed" or "device";
            default:
                return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Number(name, number);
        }
    }

    private bool Number(string name, long number)
    {
        switch (name)
        {
            case "--port" when number <= 65_535:
                Port = (int)number;
                return true;
            case "--people" when number is >= 300 and <= 1_000_000:
                People = (int)number;
                return true;
            case "--devices" when number is >= 600 and <= 1_000_000:
                Devices = (int)number;
                return true;
            case "--inventory-rows":
                InventoryRows = number;
                return true;
            case "--seed":
                Seed = (ulong)number;
                return true;
            case "--check-in" when number < 100_000:
                CheckIn = (int)number;
                return true;
            case "--approval" when number < 100_000:
                Approval = (int)number;
                return true;
            case "--lifetime" when number is > 0 and < 100_000:
                Lifetime = (int)number;
                return true;
            default:
                return false;
        }
    }

    private static string? SampleFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TikTokBan.slnx")))
                return Path.Combine(folder.FullName, "samples", "authority");
        }
        return null;
    }
}
