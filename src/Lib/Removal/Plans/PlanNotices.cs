using TikTokBan.Exposures;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Whom to tell what, of those acted on and of those left out.</summary>
internal static class PlanNotices
{
    public static (IReadOnlyList<PlanNotice> Notices, IReadOnlyList<LeftOutExposure> LeftOut) Write(Sorting sorted, RemedyMatrix remedies, NoticeWriter writer)
    {
        var owed = sorted.Acted.Select(candidate => (candidate.Exposure, Text: candidate.Remedy.Notice))
            .Concat(sorted.LeftOut.Select(left => (left.Exposure, Text: NoticeOf(left.Exposure, left.Reason, remedies)!)).Where(owing => owing.Text is not null))
            .Where(owing => Addressee(owing.Exposure) is not null)
            .GroupBy(owing => (Addressee(owing.Exposure), owing.Text.Id, owing.Exposure.Device?.Id))
            .Select(group => writer.Write(group.First().Text, [.. group.Select(owing => owing.Exposure).OrderBy(exposure => exposure.Id, StringComparer.Ordinal)]))
            .OrderBy(notice => notice.Person ?? "", StringComparer.Ordinal).ThenBy(notice => notice.Exposures[0], StringComparer.Ordinal)
            .Select((notice, index) => notice with { Id = $"n-{index + 1:D5}" })
            .ToList();
        var byExposure = owed.SelectMany(notice => notice.Exposures.Select(exposure => (exposure, notice.Id))).ToDictionary(pair => pair.exposure, pair => pair.Id, StringComparer.Ordinal);
        return (owed,
        [
            .. sorted.LeftOut.OrderBy(left => left.Exposure.Id, StringComparer.Ordinal).Select(left => new LeftOutExposure(
                left.Exposure.Id, left.Reason, left.Exposure.Verdict, left.Exposure.Application, left.Exposure.Device?.Name, byExposure.GetValueOrDefault(left.Exposure.Id))),
        ]);
    }

    // Nobody is written to because of a sign that may be another's, or where a person was to decide first.
    private static NoticeText? NoticeOf(Exposure exposure, LeftOutReason reason, RemedyMatrix remedies) => reason switch
    {
        LeftOutReason.OwnerPersonal or LeftOutReason.OwnerUnknown or LeftOutReason.PayerNone or LeftOutReason.PayerUnknown => remedies.Notice("own-device"),
        LeftOutReason.NoDevice => remedies.Notice("ask-person"),
        LeftOutReason.NotManaged or LeftOutReason.NotInDirectory or LeftOutReason.NoControl or LeftOutReason.NoIdentifier or LeftOutReason.TenantWideOnly =>
            remedies.Find(SituationOf.Of(exposure)).Notice,
        _ => null,
    };

    private static string? Addressee(Exposure exposure) => exposure.Person?.UserPrincipalName ?? exposure.Device?.Id;
}
