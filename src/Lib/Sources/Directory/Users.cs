using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Directory;

/// <summary>People: Graph's <c>users</c>, the portal's download, and what <c>Get-MgUser</c> exports.</summary>
internal sealed class Users : Shape
{
    private const int Id = 0, PrincipalName = 1, Mail = 2, Proxies = 3, OtherMails = 4, Name = 5, Company = 6, Department = 7, Office = 8, Language = 9,
        EmployeeType = 10, UserType = 11, Enabled = 12, Removed = 13;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectoryUsers;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "id|objectid", "userprincipalname", "mail|email|primaryemailaddress", "proxyaddresses", "othermails|alternateemailaddress", "displayname|name", "companyname", "department",
        "officelocation|office|physicaldeliveryofficename", "preferredlanguage", "employeetype", "usertype", "accountenabled|enabled", "removedreason",
    ];

    public override bool Fits(Header header) =>
        header.Entity is "users" or "user" or "members"
        || (header.Has("userprincipalname")
            && header.HasAny("displayname", "givenname", "surname", "usertype", "accountenabled", "proxyaddresses")
            && !header.HasAny("deviceid", "devicename", "applicationname", "appid", "appdisplayname", "ipaddress", "groupid", "clientid"));

    public override string? Map(Row row, Sink sink)
    {
        var keys = Identifiers.Person(row.Text(Id), row.Text(PrincipalName), row.Text(Mail));
        if (keys.IsEmpty)
            return "The person has neither an id nor a principal name.";

        // A list of changes also names whom it no longer holds.
        if (row.Text(Removed) is not null)
            return null;
        sink.Add(new PersonRecord
        {
            Reference = sink.Reference(row),
            Keys = keys,
            Addresses = Addresses(row, keys),
            DisplayName = row.Text(Name),
            Company = sink.Shared(row.Text(Company)),
            Department = sink.Shared(row.Text(Department)),
            Office = sink.Shared(row.Text(Office)),
            Language = sink.Shared(row.Text(Language)),
            EmployeeType = sink.Shared(row.Text(EmployeeType)),
            UserType = sink.Shared(row.Text(UserType)),
            Enabled = Words.YesNo(row.Text(Enabled)),
        });
        return null;
    }

    private static List<string> Addresses(Row row, PersonKeys keys)
    {
        List<string>? addresses = null;
        foreach (var text in Words.List(row.Text(Proxies)).Concat(Words.List(row.Text(OtherMails))))
        {
            var address = text.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text;
            var isKnown = string.Equals(address, keys.Mail, StringComparison.OrdinalIgnoreCase)
                || string.Equals(address, keys.UserPrincipalName, StringComparison.OrdinalIgnoreCase);

            // Other schemes (SIP, X500) are no mail addresses.
            if (isKnown || address.Contains(':', StringComparison.Ordinal) || !address.Contains('@', StringComparison.Ordinal))
                continue;
            addresses ??= [];
            if (!addresses.Contains(address, StringComparer.OrdinalIgnoreCase))
                addresses.Add(address);
        }

        return addresses ?? [];
    }
}
