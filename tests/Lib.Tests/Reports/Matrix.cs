using TikTokBan.Reports;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>How much of a matrix of details, languages and widths the tests of a report try: enough that each value is there once, or all of it.</summary>
internal static class Matrix
{
    /// <summary><c>TIKTOKBAN_REPORT_MATRIX=full</c> tries every combination.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("TIKTOKBAN_REPORT_MATRIX") == "full";

    /// <summary>Levels of detail and editions.</summary>
    public static TheoryData<ReportDetail, string> Forms
    {
        get
        {
            var forms = new TheoryData<ReportDetail, string>();
            string[] few = ["fr-nl", "de", "en"];
            foreach (var (detail, edition) in Enum.GetValues<ReportDetail>().Order().SelectMany((detail, index) => (IsFull ? ReportText.Editions : [few[index]]).Select(edition => (detail, edition))))
                forms.Add(detail, edition);
            return forms;
        }
    }
}
