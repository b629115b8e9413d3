using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Sentences for what PostgreSQL reports. The engine's own words come along only where they name no secret.</summary>
internal static class PostgresFailures
{
    /// <summary>The sentence for a failure.</summary>
    public static UnusableInputException Explain(DbException failure, PostgresAddress address) =>
        new(InputProblem.LedgerUnusable, failure is PostgresException refused ? Refused(refused) : Broken(failure), address.Name, inner: failure);

    /// <summary>The sentence for a login that may use no authority here.</summary>
    public static UnusableInputException NoRight(PostgresAddress address) =>
        new(InputProblem.LedgerUnusable, "this login may not use the ledger; ask its owner for the role writer, reader or eraser of an authority (tiktokban ledger grant)", address.Name);

    private static string Refused(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword => "the server refused the password; give the right one in PGPASSWORD, in a password file, or in the address",
        PostgresErrorCodes.InvalidAuthorizationSpecification => "the server lets this login not in from here; check its name, and the server's pg_hba.conf",
        PostgresErrorCodes.InvalidCatalogName => "the server has no such database; make it first, or check the address",
        PostgresErrorCodes.InsufficientPrivilege => $"this login lacks the right for that ({Words(refused)}); writing needs the role tiktokban_writer, reading tiktokban_reader, erasing tiktokban_eraser, and changing tables or authorities their owner",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "the server is shutting down or restarting; nothing of this was kept, try again",
        PostgresErrorCodes.CannotConnectNow => "the server is starting or stopping; try again in a moment",
        PostgresErrorCodes.TooManyConnections => "the server has no connection left; try again later, or let it have more (max_connections)",
        PostgresErrorCodes.ReadOnlySqlTransaction => "this server only reads (a standby, or set so); name the one that writes",
        PostgresErrorCodes.DiskFull => "the server's disk is full; nothing of this was kept, make room and try again",
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => "the ledger was being used by another program in a way that shut this one out; nothing of this was kept, try again",
        PostgresErrorCodes.LockNotAvailable => "another program is writing to this ledger and did not finish in time; nothing of this was kept, try again",
        PostgresErrorCodes.QueryCanceled => "the server gave up the request, which took too long or was cancelled there; nothing of this was kept, try again",
        "25P03" => "the server ended this program's connection, which had held the ledger for too long; nothing of this was kept, try again",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => "the tables of this ledger are not those of this program; run \"tiktokban ledger migrate\" as their owner",
        PostgresErrorCodes.RestrictViolation => "this would change what is in the ledger, which only grows; nothing was changed",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => $"the database is damaged ({refused.SqlState}); restore it from a copy",
        _ => $"the database reports: {Words(refused)} ({refused.SqlState})",
    };

    private static string Broken(DbException failure) => failure switch
    {
        UnconfirmedCommitException => "the connection to the server was cut while this was being kept, and the server could not be asked again; look whether it is there before you try again",
        _ when Inner<SocketException>(failure) is { } refused => Unreachable(refused),
        _ when Inner<System.Security.Authentication.AuthenticationException>(failure) is not null => "the server's certificate is not trusted for this address, or it speaks no TLS that this program does; name its authority's certificate with sslrootcert, or check the address",
        _ when Inner<FileNotFoundException>(failure) is not null || Inner<DirectoryNotFoundException>(failure) is not null || Inner<UnauthorizedAccessException>(failure) is not null || Inner<CryptographicException>(failure) is not null =>
            "a file with a certificate or key that the address names (sslrootcert, sslcert, sslkey) can't be read as that; check its path, its permissions, and that it is PEM",
        _ when Inner<TimeoutException>(failure) is not null => "the server does not answer; check the address and whether it runs",
        _ when Inner<IOException>(failure) is not null => "the connection to the server was cut; nothing that was not confirmed was kept, try again",
        _ when failure.Message.Contains("No password", StringComparison.Ordinal) => "the server asks for a password; give it in PGPASSWORD, in a password file, or in the address",
        _ when failure.Message.Contains("SSL", StringComparison.Ordinal) => "the server offers no TLS; turn it on there, or allow the address to do without (sslmode=disable, on a network that nobody else reads)",
        _ when failure.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => "this program has no connection left; let it do less at once",
        _ when failure.Message.Contains("hosts", StringComparison.Ordinal) => "none of the servers in the address can be written to; check that one of them runs",
        _ => "the connection to the server was lost or is not to be had; check the address, and try again",
    };

    private static string Unreachable(SocketException refused) => refused.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "there is no host of that name; check the address",
        SocketError.ConnectionRefused => "no server listens there; check host and port, and that it runs",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection to the server was cut; nothing that was not confirmed was kept, try again",
        SocketError.TimedOut => "the server does not answer; check the address and whether it runs",
        _ => $"the server can't be reached ({refused.SocketErrorCode}); check the address and whether it runs",
    };

    private static T? Inner<T>(Exception failure)
        where T : Exception
    {
        var depth = 0;
        for (Exception? inner = failure.InnerException; inner is not null && depth < 8; inner = inner.InnerException, depth++)
        {
            if (inner is T found)
                return found;
        }

        return null;
    }

    // Detail and statement could name values; the message names tables at most.
    private static string Words(PostgresException refused) => refused.MessageText.ReplaceLineEndings(" ").TrimEnd('.');
}
