using System.Globalization;

namespace TikTokBan.Generator.World;

/// <summary>Makes the authority's devices, each of one archetype, in the archetypes' proportions.</summary>
internal static class Devices
{
    private static readonly (string Maker, string Model)[] Pcs = [("Dell Inc.", "Latitude 5450"), ("Dell Inc.", "Latitude 7440"), ("HP", "EliteBook 840 G10"), ("LENOVO", "ThinkPad T14 Gen 5"), ("Microsoft Corporation", "Surface Pro 10")];

    private static readonly (string Maker, string Model)[] Androids = [("samsung", "SM-A556B"), ("samsung", "SM-S921B"), ("Google", "Pixel 8"), ("Fairphone", "FP5"), ("Nokia", "XR21")];

    public static List<Device> Make(ulong seed, int count, IReadOnlyList<Person> people, DateTimeOffset now)
    {
        var devices = new List<Device>(count);
        var total = Archetype.All.Sum(archetype => archetype.Share);
        var sum = 0;
        foreach (var archetype in Archetype.All)
        {
            var from = (int)((long)sum * count / total);
            sum += archetype.Share;
            var to = (int)((long)sum * count / total);
            for (var index = from; index < to; index++)
                devices.Add(Make(seed, index, archetype, people, now));
        }
        return devices;
    }

    private static Device Make(ulong seed, int index, Archetype archetype, IReadOnlyList<Person> people, DateTimeOffset now)
    {
        var draw = Draw.For(seed, archetype.Id, index);
        var holder = archetype.HasUser ? draw.Pick(people) : null;
        var (maker, model) = Hardware(draw, archetype.Kind);
        var name = Name(draw, archetype, index, holder);
        var enrolled = draw.Before(now.AddDays(-3), 900);
        var device = new Device
        {
            Index = index,
            Archetype = archetype,
            IntuneId = draw.Id(),
            EntraId = draw.Id(),
            DefenderId = draw.Hex(40),
            Serial = string.Create(CultureInfo.InvariantCulture, $"SN0EX{index:0000000}"),
            Imei = archetype.Phone ? Imei(index) : "",
            Name = name,
            DirectoryName = name,
            OsVersion = OsVersion(draw, archetype),
            Maker = maker,
            Model = model,
            Ownership = archetype.Ownership,
            Holder = holder,
            Enrolled = enrolled,
            LastContact = draw.Chance(0.93) ? draw.Before(now, 3) : draw.Before(now, 90),
            Address = string.Create(CultureInfo.InvariantCulture, $"10.{40 + (index >> 16)}.{(index >> 8) & 255}.{index & 255}"),
            Funding = Money(draw, archetype),
        };
        if (archetype != Archetype.IPhonePersonal)
            device.Apps = AppsOfInterest.For(draw, archetype);
        else
            device.HiddenTikTok = draw.Chance(archetype.TikTok);
        return device;
    }

    private static (string Maker, string Model) Hardware(Draw draw, Hardware kind) => kind switch
    {
        World.Hardware.IPhone => ("Apple", draw.Pick(["iPhone 13", "iPhone 14", "iPhone 15", "iPhone SE (3rd generation)", "iPhone 16"])),
        World.Hardware.IPad => ("Apple", draw.Pick(["iPad (10th generation)", "iPad Air 11-inch (M2)"])),
        World.Hardware.Mac => ("Apple", draw.Pick(["MacBook Air (M3)", "MacBook Pro 14-inch (M3)"])),
        World.Hardware.AndroidPhone => draw.Pick(Androids),
        _ => draw.Pick(Pcs),
    };

    private static string Name(Draw draw, Archetype archetype, int index, Person? holder) => archetype.Kind switch
    {
        World.Hardware.Pc or World.Hardware.Mac => string.Create(CultureInfo.InvariantCulture, $"{(archetype.Kind == World.Hardware.Mac ? "MAC" : "PC")}-{index:000000}"),
        _ when holder is null => string.Create(CultureInfo.InvariantCulture, $"POOL-{archetype.Id.ToUpperInvariant()}-{index:0000}"),
        // A personal phone keeps the name its owner gave it, and owners write what they like.
        World.Hardware.IPhone when !archetype.Company => holder.Language == "nl-BE" ? $"iPhone van {holder.Given}" : $"iPhone de {holder.Given}",
        World.Hardware.AndroidPhone when !archetype.Company => string.Create(CultureInfo.InvariantCulture, $"{holder.Given}_AndroidForWork_{draw.Between(1, 12)}/{draw.Between(1, 28)}/2025"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(archetype.Kind == World.Hardware.IPad ? "TAB" : "GSM")}-{index:000000}"),
    };

    private static string OsVersion(Draw draw, Archetype archetype) => archetype.Os switch
    {
        "Windows" => draw.Pick(["10.0.26100.6899", "10.0.26200.7019", "10.0.22631.6060", "10.0.19045.6456"]),
        "macOS" => draw.Pick(["15.7.1 (24G231)", "26.1 (25B78)"]),
        "iOS" or "iPadOS" => draw.Pick(["26.1", "26.0.1", "18.7.2", "17.7.2"]),
        "Android" => draw.Pick(["16.0", "15.0", "14.0", "13.0"]),
        "Linux" => draw.Pick(["24.04", "22.04"]),
        _ => "141.0.7390",
    };

    private static Funding? Money(Draw draw, Archetype archetype)
    {
        if (archetype.Company)
        {
            if (draw.Chance(0.05))
                return null;
            var line = archetype.Phone ? "full" : "none";
            return draw.Chance(0.06)
                ? new("part", archetype.Phone ? "part" : "none", "none", "service", "yes")
                : new("full", line, line, "service", "yes");
        }
        return draw.Below(100) switch
        {
            < 30 => new("none", "part", draw.Chance(0.5) ? "part" : "none", "personal", "no"),
            < 62 => new("none", "none", "none", "personal", "no", Ended: draw.Chance(0.3)),
            < 78 => new("unknown", "unknown", "unknown", "personal", "no"),
            _ => null,
        };
    }

    private static string Imei(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"00000000{index:000000}");
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}
