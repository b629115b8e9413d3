using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The directory's devices with their registered owners: those that Intune manages, and personal computers that are registered and not managed.</summary>
internal static class EntraDevices
{
    private const int RegisteredOnly = 40;

    public static void Write(AuthorityWorld world, Target target) =>
        target.Page("entra/devices.json", "devices(id,deviceId,displayName,operatingSystem,trustType,deviceOwnership,registeredOwners())", null, Rows(world));

    private static IEnumerable<string> Rows(AuthorityWorld world)
    {
        foreach (var device in world.Devices.Where(device => device.EntraId != Guid.Empty))
        {
            yield return Row(world, device.Index, device.EntraId, device.DirectoryName, device.Archetype.Os, device.OsVersion,
                device.Archetype.Kind == Hardware.Pc && device.Archetype.Company ? "AzureAd" : "Workplace",
                device.Ownership == "Unknown" ? null : device.Ownership, managed: true, device.LastContact, device.Holder);
        }
        for (var i = 0; i < RegisteredOnly; i++)
        {
            var draw = world.Draw("registered-only", i);
            var owner = draw.Pick(world.People);
            yield return Row(world, 1_000_000 + i, draw.Id(), $"LAPTOP-{draw.Hex(7).ToUpperInvariant()}", "Windows", "10.0.26100.6899", "Workplace", "Personal", managed: false, draw.Before(AuthorityWorld.Now, 40), owner);
        }
    }

    private static string Row(AuthorityWorld world, int index, Guid deviceId, string name, string os, string version, string trust, string? ownership, bool managed, DateTimeOffset lastSignIn, Person? owner) => JsonFile.Line(json =>
    {
        json.WriteString("id", world.Draw("directory-object", index).Id());
        json.WriteBoolean("accountEnabled", true);
        json.WriteString("deviceId", deviceId);
        json.WriteString("displayName", name);
        json.WriteString("operatingSystem", os switch { "iOS" => "iPhone", "iPadOS" => "IPad", "macOS" => "MacMDM", _ => os });
        json.WriteString("operatingSystemVersion", version);
        json.WriteString("trustType", trust);
        if (ownership is null)
            json.WriteNull("deviceOwnership");
        else
            json.WriteString("deviceOwnership", ownership);
        json.WriteBoolean("isManaged", managed);
        json.WriteString("approximateLastSignInDateTime", lastSignIn.Iso());
        json.WriteStartArray("registeredOwners");
        if (owner is not null)
        {
            json.WriteStartObject();
            json.WriteString("@odata.type", "#microsoft.graph.user");
            json.WriteString("id", owner.Id);
            json.WriteString("userPrincipalName", owner.Upn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
