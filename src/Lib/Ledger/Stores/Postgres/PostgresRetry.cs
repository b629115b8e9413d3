using System.Data.Common;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>
/// Begins again where nothing has been done yet: a pooled connection may have been cut while nobody used it, and a server that
/// restarts refuses for some seconds. A server that was never reached is not waited for, but asked twice: another store may have pooled a connection.
/// </summary>
internal sealed class PostgresRetry(TimeProvider time, bool hasConnected)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _began = time.GetTimestamp();
    private bool _isSecond;

    /// <summary>Whether to begin again, after a pause.</summary>
    public async Task<bool> WaitAsync(DbException failure, CancellationToken cancellationToken)
    {
        var isStarting = failure.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown;
        var isCut = failure is NpgsqlException { IsTransient: true, SqlState: null, InnerException: not TimeoutException };
        if (!isStarting && !(isCut && (hasConnected || !_isSecond)))
            return false;
        if (time.GetElapsedTime(_began) > Patience)
            return false;
        if (_isSecond)
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        _isSecond = true;
        return true;
    }
}
