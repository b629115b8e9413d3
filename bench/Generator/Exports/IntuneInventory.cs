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
            for (var i = 0; i < visible.Count; i++)
            {
                var device = visible[i];
                var rows = options.InventoryRows is { } wanted
                    ? (int)((i + 1) * wanted / visible.Count - i * wanted / visible.Count)
                    : Rows(device);
                WriteDevice(world, writer, device, pools[device.Archetype.InventoryPlatform!], rows, counts);
                if (options.Zip && i == visible.Count / 2)
                    Broken(writer, device);
            }
        });
        counts.Write(target);
    }

    private static int Rows(Device device) => device.Archetype == Archetype.IPhonePersonal ? ManagedOnly : device.Archetype == Archetype.AndroidWorkProfile ? 2 * ManagedOnly : Ordinary;

    private static void WriteDevice(AuthorityWorld world, StreamWriter writer, Device device, Listed[][] pool, int rows, IntuneInventoryCounts counts)
    {
        var draw = world.Draw("inventory", device.Index);
        var tail = Tail(device);
        var platform = device.Archetype.InventoryPlatform!;
        foreach (var app in device.Apps)
        {
            var listed = new Listed(world.Draw(app.Name + app.Version + platform).Hex(40), app.Name, app.Publisher, app.ShortVersion, app.Version);
            Row(writer, listed, tail);
            counts.Add(listed, platform);
            rows--;
        }
        // A stride that is coprime to the number of applications meets each before it meets any again.
        var at = draw.Below(pool.Length);
        var stride = Stride(draw, pool.Length);
        for (var i = 0; i < rows; i++)
        {
            var listed = pool[at][(draw.Below(4) + i / pool.Length) & 3];
            Row(writer, listed, tail);
            counts.Add(listed, platform);
            at = (at + stride) % pool.Length;
        }
    }

    private static int Stride(Draw draw, int length)
    {
        for (var tries = 0; tries < 64; tries++)
        {
            var stride = draw.Between(1, length - 1);
            if (System.Numerics.BigInteger.GreatestCommonDivisor(stride, length).IsOne)
                return stride;
        }
        return 1;
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
    private static string Tail(Device device)
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
