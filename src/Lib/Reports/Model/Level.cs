namespace TikTokBan.Reports.Model;

/// <summary>How much a number matters to a reader: details are hidden before totals.</summary>
internal static class Level
{
    public const int Group = 0;
    public const int Cell = 1;
    public const int Row = 2;
    public const int Verdict = 3;
    public const int Whole = 4;
    public const int Headline = 5;
}
