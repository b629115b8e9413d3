using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Mdm;

namespace TikTokBan.Sources.Directory;

/// <summary>Devices of the directory: Graph's <c>devices</c> with or without owners, and the portal's download.</summary>
internal sealed class DirectoryDevices : Shape
{
    private const int DeviceId = 0, Name = 1, System = 2, Version = 3, Maker = 4, Model = 5, Owner = 6, Trust = 7, Managed = 8, LastSeen = 9, Registered = 10,
        Owners = 11, OwnerId = 12, OwnerName = 13;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectoryDevices;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "deviceid", "displayname|name", "operatingsystem|os", "operatingsystemversion|version", "manufacturer", "model", "deviceownership", "trusttype|jointype|enrollmenttype",
        "ismanaged|managed", "approximatelastsignindatetime|activity|lastsignindatetime", "registrationdatetime|registrationtime|registered|createddatetime",
        "registeredowners|owners", "ownerid|registeredownerid|userid", "usernames|userprincipalname|owner|registeredowners|registeredowner",
    ];

    public override bool Fits(Header header) =>
        header.Entity is "devices" or "device"
        || (header.Has("deviceid", "displayname|name")
            && header.HasAny("operatingsystem", "operatingsystemversion", "trusttype", "jointype", "deviceownership", "profiletype", "deviceversion")
            && !header.HasAny("devicename", "appdisplayname", "applicationname"));

    public override string? Map(Row row, Sink sink)
    {
        var keys = new DeviceKeys(EntraDeviceId: Identifiers.Guid(row.Text(DeviceId)), Name: row.Text(Name));
        if (keys.IsEmpty)
            return "The device has neither an id nor a name.";
        var model = sink.Shared(row.Text(Model));
        var platform = PlatformWords.Normal(row.Text(System), model);
        sink.Add(new DeviceRecord
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Keys = keys,
            User = OwnerOf(row),
            Platform = platform,
            OsVersion = sink.Shared(row.Text(Version)),
            Manufacturer = sink.Shared(row.Text(Maker)),
            Model = model,
            Ownership = ManagedDevices.OwnershipOf(row.Text(Owner)),
            Enrolment = sink.Shared(row.Text(Trust)),
            Type = PlatformWords.TypeOf(platform, model),
            Managed = Words.YesNo(row.Text(Managed)),
            LastContact = sink.Time(row, LastSeen),
            Enrolled = sink.Time(row, Registered),
        });
        return null;
    }

    private static PersonKeys OwnerOf(Row row)
    {
        if (!row.TryItems(Owners, out var owners))
            return Identifiers.Person(row.Text(OwnerId), Words.List(row.Text(OwnerName)).FirstOrDefault(), null);
        foreach (var owner in owners.EnumerateArray())
        {
            if (owner.ValueKind == JsonValueKind.Object)
                return Identifiers.Person(JsonText.Of(owner, "id"), JsonText.Of(owner, "userPrincipalName"), JsonText.Of(owner, "mail"));
        }

        return default;
    }
}
