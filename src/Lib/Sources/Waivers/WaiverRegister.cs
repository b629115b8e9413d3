using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Waivers;

/// <summary>The authority's own register of exceptions.</summary>
internal sealed class WaiverRegister : Shape
{
    private const int Id = 0, Holder = 1, Serial = 2, Imei = 3, Application = 4, Kind = 5, Approver = 6, GrantedBy = 7, Documented = 8, Blanket = 9,
        From = 10, Expires = 11, Revoked = 12, FirstCondition = 13;

    private static readonly string[] Conditions =
        ["singlePurpose", "personalPhone", "institutionNetwork", "wifi", "staysAtOffice", "confidentialMeetings", "crosspostOnly"];

    private static readonly string[] Kinds =
        ["authorisation", "operational", "institutional-communication", "law-enforcement", "national-security", "security-research", "dedicated-device"];

    public override SourceDescriptor Descriptor => SourceDescriptors.WaiverRegister;

    public override DateOrder DateOrder => DateOrder.DayFirst;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "id|number|numero|nummer", "holderupn|holder", "serial|serialnumber", "imei", "application", "kind", "approver", "grantedby", "documented", "blanket", "validfrom", "expires",
        "revoked", .. Conditions.Select(Header.Normal),
    ];

    public override bool Fits(Header header) => header.Has(Columns[Id], "kind", "approver") && header.HasAny("grantedby", "expires", Columns[Holder]);

    public override string? Map(Row row, Sink sink)
    {
        var record = Read(row, sink, out var problem);
        if (problem is null)
            sink.Add(record);
        else if (!record.Device.IsEmpty || !record.Holder.IsEmpty)
            sink.AddThoughRejected(record);
        return problem;
    }

    // A cell that can't be read leaves a fact unknown. To drop the line would say that its holder has no waiver.
    private WaiverRecord Read(Row row, Sink sink, out string? problem)
    {
        problem = null;
        var (kind, approver) = (row.Text(Kind)?.ToLowerInvariant(), row.Text(Approver)?.ToLowerInvariant());
        if (row.Text(Id) is null)
            problem = "The line has no id; give the register's own number.";
        if (kind is not null && !Kinds.Contains(kind))
        {
            problem ??= $"The kind “{row.Text(Kind)}” is not known; write one of {string.Join(", ", Kinds)}.";
            kind = null;
        }

        if (approver is not (null or "head" or "designee" or "other"))
        {
            problem ??= $"The approver “{row.Text(Approver)}” is not known; write head, designee or other.";
            approver = null;
        }

        var daysRead = Day(row, From, out var from) & Day(row, Revoked, out var revoked);
        if (!Day(row, Expires, out var expires) | !daysRead)
            problem ??= "A day can't be read; write it as d/m/yyyy or yyyy-mm-dd.";
        if (!TryConditions(row, out var conditions) || IsNeither(row, Documented) || IsNeither(row, Blanket))
            problem ??= "A column for yes or no holds something else; write yes or no, or leave it empty.";
        return new WaiverRecord
        {
            Reference = sink.Reference(row),
            Id = row.Text(Id) ?? sink.Reference(row),
            Device = new(Serial: Identifiers.Serial(row.Text(Serial)), Imei: Identifiers.Serial(row.Text(Imei))),
            Holder = new(UserPrincipalName: row.Text(Holder)),
            Application = row.Text(Application)?.ToLowerInvariant(),

            // Whether it holds at all is unknown where its beginning or its end by revocation is, and with that every fact of it.
            Facts = !daysRead ? new() : new()
            {
                Kind = kind,
                Approver = approver,
                Documented = Words.YesNo(row.Text(Documented)),
                Blanket = Words.YesNo(row.Text(Blanket)),
                Expires = expires,
                Conditions = conditions,
            },
            GrantedBy = row.Text(GrantedBy),
            From = from,
            Revoked = revoked,
        };
    }

    private bool Day(Row row, int column, out DateOnly? day) =>
        Timestamps.TryDay(row.Text(column), row.OrderOf(column) is not DateOrder.Unknown and var order ? order : DateOrder, out day);

    private static bool IsNeither(Row row, int column) => row.Text(column) is { } text && Words.YesNo(text) is null;

    // A condition that nobody has checked is unknown, so it isn't listed.
    private static bool TryConditions(Row row, out IReadOnlyDictionary<string, bool>? conditions)
    {
        var met = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (var i = 0; i < Conditions.Length; i++)
        {
            if (Words.YesNo(row.Text(FirstCondition + i)) is { } answer)
                met.Add(Conditions[i], answer);
        }

        conditions = met.Count == 0 ? null : met;
        return !Enumerable.Range(FirstCondition, Conditions.Length).Any(column => IsNeither(row, column));
    }
}
