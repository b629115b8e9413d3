using TikTokBan.Exposures;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Whose a case is: the person's who is known, or else the device's.</summary>
internal static class ExposureSubject
{
    public static SubjectIdentity Of(Exposure exposure) => exposure switch
    {
        { Person: { } person } => SubjectIdentity.Person(person.Id, person.UserPrincipalName),
        { Device: { } device } => SubjectIdentity.Device(device.Id, device.IntuneId, device.EntraDeviceId, device.Serial),
        _ => SubjectIdentity.Authority,
    };
}
