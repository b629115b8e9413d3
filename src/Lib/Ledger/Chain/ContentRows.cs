namespace TikTokBan.Ledger.Chain;

/// <summary>A row of the table of sealed parts, with all that an event's content commits to.</summary>
internal sealed class PartRow
{
    public const string Columns = "number AS Number, subject AS Subject, period AS Period, digest AS Digest, data AS Data";

    public long Number { get; init; }

    public long Subject { get; init; }

    public long Period { get; init; }

    public byte[] Digest { get; init; } = [];

    public byte[] Data { get; init; } = [];
}

/// <summary>A row of the table of segments.</summary>
internal sealed class SegmentRow
{
    public const string Columns = "ordinal AS Ordinal, items AS Items, data AS Data";

    public long Ordinal { get; init; }

    public long Items { get; init; }

    public byte[] Data { get; init; } = [];
}
