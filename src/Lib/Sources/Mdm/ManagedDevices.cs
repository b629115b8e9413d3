using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>Intune's devices: the <c>Devices</c> report, the portal's list, and Graph's <c>managedDevices</c>.</summary>
internal sealed class ManagedDevices : Shape
{
    private const int Id = 0, Name = 1, EntraId = 2, Serial = 3, Imei = 4, UserId = 5, UserName = 6, Mail = 7, System = 8, Version = 9, Maker = 10,
        Model = 11, Owner = 12, Enrolment = 13, Supervised = 14, LastContact = 15, Enrolled = 16, State = 17, OwnerText = 18;

    private static readonly string[] Marks =
    [
        "azureaddeviceid", "manageddeviceownertype", "ownertype", "ownership", "enrollmenttype", "deviceenrollmenttype", "lastcontact", "lastcheckin",
        "lastsyncdatetime", "managementagent", "managementagents", "compliantstate", "compliancestate", "referenceid",
    ];

    public override SourceDescriptor Descriptor => SourceDescriptors.MdmDevices;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "manageddeviceid|deviceid|id|intunedeviceid", "devicename", "azureaddeviceid|entradeviceid|referenceid|aaddeviceid|microsoftentradeviceid", "serialnumber", "imei",
        "userid|primaryuserid", "userprincipalname|primaryuserupn|upn", "emailaddress|primaryuseremailaddress|useremail", "operatingsystem|os|devicetype|platform", "osversion",
        "manufacturer", "model", "manageddeviceownertype|ownership|ownertype", "deviceenrollmenttype|enrollmenttype", "issupervised|supervisedstatus|supervised|supervisedstatusloc",
        "lastsyncdatetime|lastcontact|lastcheckin", "enrolleddatetime|enrollmentdate|createddate", "managementstate|devicestate", "ownertypeloc|ownershiploc",
    ];

    public override bool Fits(Header header) =>
        header.Entity is "manageddevices" or "manageddevice"
        || (header.Has("devicename", Columns[Id]) && header.HasAny(Marks) && !header.HasAny("installstate", "appinstallstate", "applicationname", "trusttype"));

    public override string? Map(Row row, Sink sink)
    {
        var keys = new DeviceKeys(
            IntuneId: Identifiers.Guid(row.Text(Id)),
            EntraDeviceId: Identifiers.Guid(row.Text(EntraId)),
            Serial: Identifiers.Serial(row.Text(Serial)),
            Imei: Identifiers.Serial(row.Text(Imei)),
            Name: row.Text(Name));
        if (keys.IntuneId is null)
            return "The device has no id.";
        var model = sink.Shared(row.Text(Model));
        var platform = PlatformWords.Normal(row.Text(System), model);
        sink.Add(new DeviceRecord
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Keys = keys,
            User = Identifiers.Person(row.Text(UserId), row.Text(UserName), row.Text(Mail)),
            Platform = platform,
            OsVersion = sink.Shared(row.Text(Version)),
            Manufacturer = sink.Shared(row.Text(Maker)),
            Model = model,
            Ownership = OwnershipOf(row.Text(Owner)) ?? OwnershipOf(row.Text(OwnerText)),
            Enrolment = sink.Shared(row.Text(Enrolment)),
            Type = PlatformWords.TypeOf(platform, model),
            Supervised = SupervisedOf(row.Text(Supervised)),
            Managed = row.Text(State)?.ToLowerInvariant() is "retirepending" or "retirefailed" or "unhealthy" ? null : true,
            LastContact = sink.Time(row, LastContact),
            Enrolled = sink.Time(row, Enrolled),
        });
        return null;
    }

    /// <summary>Whose a device is, in the words and numbers that Intune uses.</summary>
    public static string? OwnershipOf(string? text) => text?.ToLowerInvariant() switch
    {
        "1" or "company" or "corporate" => "company",
        "2" or "personal" => "personal",
        _ => null,
    };

    private static bool? SupervisedOf(string? text) => text?.ToLowerInvariant() switch
    {
        "supervised" => true,
        "unsupervised" or "not supervised" => false,
        _ => Words.YesNo(text),
    };
}
