using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Directory;

/// <summary>Groups and their members: Graph's <c>groups</c> with or without their members, and tables of group and member.</summary>
internal sealed class Groups : Shape
{
    private const int Id = 0, Name = 1, Members = 2, MemberId = 3, MemberName = 4, MemberMail = 5;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectoryGroups;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "groupid|id|objectid", "groupname|groupdisplayname|displayname", "members|transitivemembers|membersdelta",
        "memberid|userid", "memberuserprincipalname|userprincipalname", "membermail|mailaddress",
    ];

    public override bool Fits(Header header) =>
        header.Entity is "groups" or "group"
        || header.Has("groupid", "memberid|userid|memberuserprincipalname|userprincipalname|members")
        || (header.Has("displayname", "id|objectid") && header.HasAny("grouptype", "grouptypes", "membershiptype", "mailenabled", "securityenabled", "membersdelta"));

    public override string? Map(Row row, Sink sink)
    {
        if (Identifiers.Guid(row.Text(Id)) is not { } group)
            return "The group has no id.";
        var name = sink.Shared(row.Text(Name));
        if (row.TryItems(Members, out var members))
        {
            foreach (var member in members.EnumerateArray())
                Add(row, sink, group, name, MemberOf(member));
            return null;
        }

        Add(row, sink, group, name, Identifiers.Person(row.Text(MemberId), row.Text(MemberName), row.Text(MemberMail)));
        return null;
    }

    private static void Add(Row row, Sink sink, string group, string? name, PersonKeys member) =>
        sink.Add(new MembershipRecord { Reference = sink.Reference(row), GroupId = sink.Shared(group)!, GroupName = name, Member = member });

    private static PersonKeys MemberOf(JsonElement member) => member.ValueKind switch
    {
        JsonValueKind.String => Identifiers.Person(null, member.GetString(), null) is { IsEmpty: false } byName ? byName : new(UserId: Identifiers.Guid(member.GetString())),
        JsonValueKind.Object => Identifiers.Person(JsonText.Of(member, "id"), JsonText.Of(member, "userPrincipalName"), JsonText.Of(member, "mail")),
        _ => default,
    };
}
