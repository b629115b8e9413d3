namespace TikTokBan.Tenant.Data;

/// <summary>Where the inventory of applications is. It may have tens of millions of rows, so it stays in its file.</summary>
internal sealed class InventoryData
{
    /// <summary>File with <c>AppInvRawData</c>; null where the tenant has none.</summary>
    public string? RawFile { get; set; }

    /// <summary>Rows of <c>AppInvAggregate</c>.</summary>
    public List<IReadOnlyDictionary<string, string>> Counts { get; } = [];

    /// <summary>The raw rows, read anew each time.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Rows()
    {
        if (RawFile is null)
            yield break;
        using var stream = ExportFolder.Open(RawFile);
        using var text = new StreamReader(stream);
        foreach (var record in CsvText.Records(text))
            yield return record;
    }
}
