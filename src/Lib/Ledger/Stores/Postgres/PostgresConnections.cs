using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Connects to a database, and refuses a server that is too old.</summary>
internal static class PostgresConnections
{
    private const int OldestServer = 13;

    /// <exception cref="NpgsqlException">It can't be reached, or refuses.</exception>
    /// <exception cref="UnusableInputException">The server is too old.</exception>
    public static async Task<NpgsqlConnection> OpenAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection.PostgreSqlVersion.Major >= OldestServer
                ? connection
                : throw new UnusableInputException(InputProblem.LedgerUnusable, $"this server is PostgreSQL {connection.PostgreSqlVersion}; a ledger needs {OldestServer} or later", address.Name);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
