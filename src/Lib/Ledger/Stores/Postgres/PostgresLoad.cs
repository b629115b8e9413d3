using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>
/// Adds rows to a table. PostgreSQL refuses COPY into a table with row security, so many rows are copied into a temporary
/// table and taken over from there; a few go as arrays, one for each column.
/// </summary>
internal sealed partial class PostgresLoad(NpgsqlConnection connection, NpgsqlTransaction transaction, long authority, string table, IReadOnlyList<string> columns)
{
    private const int RowsAtOnce = 1024;

    private static readonly FrozenDictionary<string, NpgsqlDbType> Types = ReadTypes();

    private readonly NpgsqlDbType[] _types = [.. columns.Select(column => Types[$"{table}.{column}"])];

    public async Task AddAsync(IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        using var each = rows.GetEnumerator();
        var few = new List<object?[]>();
        while (few.Count < RowsAtOnce && each.MoveNext())
            few.Add(each.Current);
        if (few.Count == RowsAtOnce)
            await CopyAsync(few, each, cancellationToken).ConfigureAwait(false);
        else if (few.Count > 0)
            await InsertAsync(few, cancellationToken).ConfigureAwait(false);
    }

    private async Task InsertAsync(List<object?[]> rows, CancellationToken cancellationToken)
    {
        var command = Command($"INSERT INTO {table} (authority, {Names}) SELECT @authority, * FROM unnest({string.Join(", ", columns.Select((_, index) => "@c" + index))})");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddWithValue("authority", authority);
            for (var index = 0; index < columns.Count; index++)
                command.Parameters.Add(new NpgsqlParameter("c" + index, NpgsqlDbType.Array | _types[index]) { Value = Column(rows, index) });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(List<object?[]> first, IEnumerator<object?[]> rest, CancellationToken cancellationToken)
    {
        var stage = "stage_" + table;
        await ExecuteAsync($"CREATE TEMPORARY TABLE IF NOT EXISTS {stage} ON COMMIT DELETE ROWS AS SELECT * FROM {table} WITH NO DATA", cancellationToken).ConfigureAwait(false);
        var copy = await connection.BeginBinaryImportAsync($"COPY pg_temp.{stage} ({Names}) FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            foreach (var row in first)
                await WriteAsync(copy, row, cancellationToken).ConfigureAwait(false);
            while (rest.MoveNext())
                await WriteAsync(copy, rest.Current, cancellationToken).ConfigureAwait(false);
            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync($"INSERT INTO {table} (authority, {Names}) SELECT {authority}, {Names} FROM pg_temp.{stage}; TRUNCATE pg_temp.{stage}", cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, object?[] row, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < _types.Length; index++)
        {
            if (row[index] is { } value)
                await copy.WriteAsync(Converted(value, _types[index]), _types[index], cancellationToken).ConfigureAwait(false);
            else
                await copy.WriteNullAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var command = Command(sql);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private string Names => string.Join(", ", columns);

    private NpgsqlCommand Command(string sql) =>
#pragma warning disable CA2100 // Names of tables and columns are this library's own; values go in as parameters.
        new(sql, connection, transaction);
#pragma warning restore CA2100

    private Array Column(List<object?[]> rows, int index) => _types[index] switch
    {
        NpgsqlDbType.Bigint => rows.Select(row => row[index] is { } value ? Convert.ToInt64(value, null) : (long?)null).ToArray(),
        NpgsqlDbType.Bytea => rows.Select(row => (byte[]?)row[index]).ToArray(),
        _ => rows.Select(row => (string?)row[index]).ToArray(),
    };

    // Whole numbers of any width, as SQLite takes them.
    private static object Converted(object value, NpgsqlDbType type) => type is NpgsqlDbType.Bigint ? Convert.ToInt64(value, null) : value;

    private static FrozenDictionary<string, NpgsqlDbType> ReadTypes() =>
        (from made in MadeTable().Matches(LedgerTables.For(isSqlite: false))
         from column in TypedColumn().Matches(made.Groups[2].Value)
         select KeyValuePair.Create(
             $"{made.Groups[1].Value}.{column.Groups[1].Value}",
             column.Groups[2].Value switch { "bigint" => NpgsqlDbType.Bigint, "bytea" => NpgsqlDbType.Bytea, _ => NpgsqlDbType.Text })).ToFrozenDictionary();

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)\);", RegexOptions.Singleline)]
    private static partial Regex MadeTable();

    [GeneratedRegex(@"(\w+) (bigint|text|bytea)\b")]
    private static partial Regex TypedColumn();
}
