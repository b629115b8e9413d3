using System.Collections.Concurrent;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>Reads devices just before something is done to them. One reading serves a minute: a plan has thousands of actions, and several for each device.</summary>
internal sealed class PresentDevices(IPlanTransport transport, TimeProvider time)
{
    /// <summary>How long what was read counts as the present.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a device.</summary>
    /// <returns>It; null when device management no longer has it.</returns>
    /// <exception cref="TenantException">It can't be read.</exception>
    public async Task<PresentDevice?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var reading = _readings.AddOrUpdate(id, _ => new Reading(now), (_, old) => old.IsFresh(now) ? old : new Reading(now));
            try
            {
                // Whoever comes first reads for all who wait, and stops only for itself.
                return await reading.Of(() => AskAsync(id, cancellationToken)).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _readings.TryRemove(KeyValuePair.Create(id, reading));
            }
            catch
            {
                _readings.TryRemove(KeyValuePair.Create(id, reading));
                throw;
            }
        }
    }

    private async Task<PresentDevice?> AskAsync(string id, CancellationToken cancellationToken)
    {
        var path = $"/v1.0/deviceManagement/managedDevices/{Uri.EscapeDataString(id)}?$select={PresentDevice.Select}";
        try
        {
            var rows = await transport.ReadAsync(new SentRequest("GET", "graph", path, null), cancellationToken).ConfigureAwait(false);
            return rows is [var row] ? PresentDevice.Of(row, time.GetUtcNow()) : null;
        }
        catch (TenantException gone) when (gone.Failure == TenantFailure.NotFound)
        {
            return null;
        }
    }

    private sealed class Reading(DateTimeOffset begun)
    {
        private readonly object _lock = new();
        private Task<PresentDevice?>? _task;

        public bool IsFresh(DateTimeOffset now) => now - begun < Fresh && now >= begun;

        public Task<PresentDevice?> Of(Func<Task<PresentDevice?>> ask)
        {
            lock (_lock)
                return _task ??= ask();
        }
    }
}
