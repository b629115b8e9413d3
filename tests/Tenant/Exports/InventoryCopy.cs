using System.Text;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>
/// Copies the inventory's rows, some columns of them, and only those that pass a filter, byte for byte and without holding
/// more than a buffer: there may be tens of millions. The file has every field in quotes.
/// </summary>
internal static class InventoryCopy
{
    public static void Write(InventoryData inventory, Stream to, string[] columns, IReadOnlyList<(string Column, string Value)> conditions, CancellationToken cancellationToken)
    {
        using var output = new BufferedStream(to, 1 << 17);
        Row(output, columns.Select(column => Encoding.UTF8.GetBytes($"\"{column}\"")));
        if (inventory.RawFile is null)
            return;
        using var source = ExportFolder.Open(inventory.RawFile);
        using var rows = new QuotedRows(source);
        rows.Next();
        var header = rows.Fields().Select(field => Encoding.UTF8.GetString(rows.Bytes(field)).Trim('\uFEFF', '"')).ToArray();

        // The report by application has an id that is the key.
        int At(string column) => Array.IndexOf(header, column is "ApplicationId" ? "ApplicationKey" : column);
        var shown = columns.Select(At).ToArray();
        var wanted = conditions.Select(condition => (At: At(condition.Column), Bytes: Encoding.UTF8.GetBytes($"\"{condition.Value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))).ToArray();
        var (device, key) = (At("DeviceId"), At("ApplicationKey"));
        var isWhole = wanted.Length == 0 && !inventory.HasGone && shown.SequenceEqual(Enumerable.Range(0, header.Length));
        for (var n = 0L; rows.Next(); n++)
        {
            if ((n & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (isWhole)
                output.Write(rows.Line);
            else if (rows.Fields().Length == header.Length && !(inventory.HasGone && inventory.IsGone(Text(rows, device), Text(rows, key))))
                Pick(output, rows, shown, wanted);
        }
    }

    private static void Pick(BufferedStream output, QuotedRows rows, int[] shown, (int At, byte[] Bytes)[] wanted)
    {
        var fields = rows.Fields();
        foreach (var (at, bytes) in wanted)
        {
            if (!rows.Bytes(fields[at]).SequenceEqual(bytes))
                return;
        }
        for (var i = 0; i < shown.Length; i++)
        {
            if (i > 0)
                output.WriteByte((byte)',');
            output.Write(rows.Bytes(fields[shown[i]]));
        }
        output.Write("\r\n"u8);
    }

    private static string Text(QuotedRows rows, int at) => Encoding.UTF8.GetString(rows.Bytes(rows.Fields()[at]).Trim((byte)'"'));

    private static void Row(BufferedStream output, IEnumerable<byte[]> fields)
    {
        output.Write([.. fields.Aggregate((a, b) => [.. a, (byte)',', .. b]), (byte)'\r', (byte)'\n']);
    }
}
