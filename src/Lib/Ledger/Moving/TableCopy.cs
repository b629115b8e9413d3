using System.Buffers.Binary;
using System.Data.Common;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Moving;

/// <summary>Copies an authority's rows of one table from one store to another, and sums up what either holds.</summary>
internal sealed class TableCopy(LedgerSession source, LedgerSession target)
{
    private const int RowsAtOnce = 4096;

    // Keys are wrapped by the store's own master key, so they are the same only once they are unwrapped.
    private static readonly string[] Wrapped = ["authority_key", "subject_key"];

    /// <summary>Copies a table.</summary>
    /// <returns>How many rows it has, and what they come to.</returns>
    public async Task<TableSum> CopyAsync(string table, CancellationToken cancellationToken)
    {
        var sum = new TableSum(table);
        var columns = new List<string>();
        var rows = new List<object?[]>(RowsAtOnce);
        await foreach (var row in RowsAsync(source, table, columns).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            sum.Add(row);
            var key = Wrapped.Contains(table) ? columns.IndexOf("key") : -1;
            if (key >= 0)
                row[key] = target.Store.Master.Wrap((byte[])row[key]!);
            rows.Add(row);
            if (rows.Count < RowsAtOnce)
                continue;
            await target.CopyAsync(table, columns, rows, cancellationToken).ConfigureAwait(false);
            rows.Clear();
        }

        if (rows.Count > 0)
            await target.CopyAsync(table, columns, rows, cancellationToken).ConfigureAwait(false);
        return sum;
    }

    /// <summary>What a table comes to in the target.</summary>
    public async Task<TableSum> SumAsync(string table, CancellationToken cancellationToken)
    {
        var sum = new TableSum(table);
        await foreach (var row in RowsAsync(target, table, []).WithCancellation(cancellationToken).ConfigureAwait(false))
            sum.Add(row);
        return sum;
    }

    // What can't be read is told of the store that it was read from: two are used at once.
    private static async IAsyncEnumerable<dynamic> Own(LedgerSession session, IAsyncEnumerable<dynamic> rows)
    {
        var reading = rows.GetAsyncEnumerator();
        await using (reading.ConfigureAwait(false))
        {
            while (await NextAsync().ConfigureAwait(false))
                yield return reading.Current;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await reading.MoveNextAsync().ConfigureAwait(false);
            }
            catch (DbException failure)
            {
                throw session.Store.Explain(failure);
            }
        }
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(LedgerSession session, string table, List<string> columns)
    {
        await foreach (var row in Own(session, session.StreamAsync<dynamic>($"SELECT * FROM {table} WHERE authority = @authority")).ConfigureAwait(false))
        {
            var values = (IDictionary<string, object?>)row;
            if (columns.Count == 0)
                columns.AddRange(values.Keys.Where(column => column != "authority").Order(StringComparer.Ordinal));
            var taken = columns.Select(column => values[column]).ToArray();
            var key = Wrapped.Contains(table) ? columns.IndexOf("key") : -1;
            if (key >= 0)
                taken[key] = session.Store.Master.Unwrap((byte[])taken[key]!, session.Store.Name);
            yield return taken;
        }
    }
}

/// <summary>How many rows a table has, and the sum of their hashes: the same in whatever order they come.</summary>
internal sealed class TableSum(string table)
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    private BigInteger _sum;

    public string Table => table;

    public long Rows { get; private set; }

    public string Sum => _sum.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    public void Add(object?[] row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in row)
        {
            var (kind, bytes) = value switch
            {
                null => ((byte)0, (byte[])[]),
                long number => ((byte)1, Bytes(number)),
                string text => ((byte)2, Encoding.UTF8.GetBytes(text)),
                byte[] data => ((byte)3, data),
                _ => throw new InvalidOperationException($"A {value.GetType().Name} is in no table."),
            };
            hash.AppendData([kind, .. Bytes(bytes.Length)]);
            hash.AppendData(bytes);
        }

        _sum = (_sum + new BigInteger(hash.GetHashAndReset(), isUnsigned: true, isBigEndian: true)) % Modulus;
        Rows++;
    }

    private static byte[] Bytes(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
