using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Tables;

/// <summary>All that a report says in tables, in the order in which its reader needs it.</summary>
internal static class ReportTables
{
    /// <summary>The tables in one language; one without rows is there too and says what that means.</summary>
    public static IReadOnlyList<DataTable> Of(ReportModel model, ReportText text)
    {
        var make = new TableMaker(model, text);
        return
        [
            .. PointTables.Of(make),
            .. TimeTables.Of(make),
            .. ActionTables.Of(make),
            .. CoverageTables.Of(make),
            .. GapTables.Of(make),
            .. CaseTables.Of(make),
            .. MethodTables.Of(make),
        ];
    }
}
