using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>Intune's report <c>AppInvRawData</c>: a row per device and application. Written as it is made, however many rows there are.</summary>
internal static class IntuneInventory
{
    private const string Name = "intune/AppInvRawData_3f0c7d5e-8a41-4c1b-9d57-716202611160";

    /// <summary>Applications of a device where only the managed ones show.</summary>
    private const int ManagedOnly = 7;

    private const int Ordinary = 45;

    public static void Write(AuthorityWorld world, Target target, GeneratorOptions options)
    {
        var visible = world.Devices.Where(device => device.Archetype.InventoryPlatform is not null).ToList();
        var pools = visible.Select(device => device.Archetype.InventoryPlatform!).Distinct().ToDictionary(platform => platform, platform => InventoryApps.For(world, platform));
        var counts = new IntuneInventoryCounts();
        target.Csv(Name, options.Zip, writer =>
        {
            writer.Quoted("ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceId", "DeviceName", "OSDescription", "OSVersion", "Platform", "UserId", "EmailAddress", "UserName");
            var lists = visible.Select((device, i) => new DeviceList(
                world,
                device,
                pools[device.Archetype.InventoryPlatform!],
                options.InventoryRows is { } wanted ? (int)((i + 1) * wanted / visible.Count - i * wanted / visible.Count) : Rows(device)));
            if (options.MixedInventory)
                WriteMixed(writer, [.. lists], counts);
            else
                WriteInOrder(writer, lists, options.Zip ? visible.Count / 2 : -1, counts);
        });
        counts.Write(target);
    }

    private static int Rows(Device device) => device.Archetype == Archetype.IPhonePersonal ? ManagedOnly : device.Archetype == Archetype.AndroidWorkProfile ? 2 * ManagedOnly : Ordinary;

    private static void WriteInOrder(StreamWriter writer, IEnumerable<DeviceList> lists, int broken, IntuneInventoryCounts counts)
    {
        var number = 0;
        foreach (var list in lists)
        {
            while (list.Next() is { } listed)
                Write(writer, list, listed, counts);
            if (number++ == broken)
                Broken(writer, list.Device);
        }
    }

    /// <summary>One application of each device in turn: no two rows of a device stand near each other, as where a service gives rows in the order in which devices reported.</summary>
    private static void WriteMixed(StreamWriter writer, List<DeviceList> lists, IntuneInventoryCounts counts)
    {
        for (var any = true; any;)
        {
            any = false;
            foreach (var list in lists)
            {
                if (list.Next() is not { } listed)
                    continue;
                Write(writer, list, listed, counts);
                any = true;
            }
        }
    }

    private static void Write(StreamWriter writer, DeviceList list, Listed listed, IntuneInventoryCounts counts)
    {
        Row(writer, listed, list.Tail);
        counts.Add(listed, list.Device.Archetype.InventoryPlatform!);
    }

    private static void Row(StreamWriter writer, Listed app, string tail)
    {
        writer.Write('"');
        writer.Write(app.Key);
        writer.Write("\",\"");
        writer.Write(app.Name.Contains('"', StringComparison.Ordinal) ? app.Name.Replace("\"", "\"\"", StringComparison.Ordinal) : app.Name);
        writer.Write("\",\"");
        writer.Write(app.Publisher);
        writer.Write("\",\"");
        writer.Write(app.ShortVersion);
        writer.Write("\",\"");
        writer.Write(app.Version);
        writer.Write("\",");
        writer.Write(tail);
    }

    /// <summary>The eight columns that describe the device, and the end of the line: the same for each of its rows.</summary>
    internal static string Tail(Device device)
    {
        using var text = new StringWriter { NewLine = "\r\n" };
        text.Quoted(
            device.IntuneId.ToString(),
            device.Name,
            Describe(device),
            device.OsVersion,
            device.Archetype.InventoryPlatform!,
            device.Holder?.Id.ToString() ?? Guid.Empty.ToString(),
            device.Holder?.Mail ?? "",
            device.Holder?.Name ?? "");
        return text.ToString();
    }

    private static string Describe(Device device) => device.Archetype.Enrolment switch
    {
        "androidEnterpriseFullyManaged" => "Android (fully managed)",
        "androidEnterpriseDedicatedDevice" => "Android (dedicated)",
        "androidEnterpriseCorporateWorkProfile" => "Android (corporate-owned work profile)",
        "userEnrollment" when device.Archetype.Os == "Android" => "Android (personally-owned work profile)",
        _ => device.Archetype.Os,
    };

    /// <summary>A field over two lines is sound and must be read; the two lines after it are torn, as after a full disk, and must be rejected by number.</summary>
    private static void Broken(StreamWriter writer, Device device)
    {
        Row(writer, new("000000000000000000000000000000000000c0d5", "Meeting room\r\nplanner", "Halvemaan", "", "2.0"), Tail(device));
        writer.WriteLine("\"000000000000000000000000000000000000c0d6\",\"TikTok\",\"\"");
        writer.WriteLine("\"000000000000000000000000000000000000c0d7\"");
    }
}
