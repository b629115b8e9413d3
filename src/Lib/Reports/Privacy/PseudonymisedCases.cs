using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Privacy;

/// <summary>One case with pseudonyms: what is left of its device, its person and its evidence, and days in place of times.</summary>
internal sealed class PseudonymisedCases(Pseudonyms names, Redaction redaction, Retelling retelling, EvidenceRegister register, SmallOrganisations organisations, SmallPopulations populations)
{
    /// <summary>A client of which only the network address is known is no device that the authority is known to have.</summary>
    public static PseudonymKind KindOf(ExposedDevice device) => device.Id == device.Address ? PseudonymKind.Address : PseudonymKind.Device;

    public string IdOf(string exposure) => names.Of(PseudonymKind.Case, exposure);

    public Exposure Of(Exposure one) => one with
    {
        Id = IdOf(one.Id),
        Device = one.Device is { } device ? Of(device) : null,
        Person = one.Person is { } person ? new ExposedPerson { Id = names.Of(PseudonymKind.Person, person.Id) } : null,
        Organisation = organisations.Of(one.Organisation),
        FirstSeen = Day(one.FirstSeen),
        LastSeen = Day(one.LastSeen),
        Evidence =
        [
            .. one.Evidence.Select(Of).Distinct().OrderBy(piece => piece.Source, StringComparer.Ordinal).ThenBy(piece => piece.ObservedAt)
                .ThenBy(piece => piece.Indicator, StringComparer.Ordinal).ThenBy(piece => piece.Reference, StringComparer.Ordinal).ThenBy(piece => piece.Conduct),
        ],
        Reasons = [.. one.Reasons.Select(reason => populations.Told(reason) ?? (retelling.IsOwn(reason) ? reason : redaction.Text(reason)!))],
    };

    private ExposedDevice Of(ExposedDevice device)
    {
        var kind = KindOf(device);
        var name = names.Of(kind, device.Id);
        return new ExposedDevice
        {
            Id = name,
            Address = kind == PseudonymKind.Address ? name : null,
            Platform = device.Platform,
            Model = redaction.Text(device.Model),
            Facts = new DeviceFacts { Type = device.Facts.Type, Owner = device.Facts.Owner, Payer = device.Facts.Payer },
        };
    }

    // A line of an export names somebody to whoever has the export; the register's reference names the export alone.
    private Evidence Of(Evidence piece) => piece with
    {
        ObservedAt = Day(piece.ObservedAt),
        Value = "",
        Reason = "",
        Indicator = redaction.Text(piece.Indicator),
        Reference = register.ReferenceOf(piece.Reference) ?? "",
    };

    private static DateTimeOffset? Day(DateTimeOffset? time) => time is { } known ? new DateTimeOffset(known.UtcDateTime.Date, TimeSpan.Zero) : null;
}
