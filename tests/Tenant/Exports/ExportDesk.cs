using System.Collections.Concurrent;
using System.Globalization;
using TikTokBan.Generator.World;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Hunting;

namespace TikTokBan.Tenant.Exports;

/// <summary>Takes in export jobs, makes their files in the background, and links to them.</summary>
internal sealed class ExportDesk(FakeTenant tenant) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ExportJob> _jobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _files = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private int _created;

    public ExportJob Create(Exchange exchange, ExportRequest request, JobFate fate)
    {
        var number = Interlocked.Increment(ref _created);
        var id = $"{request.ReportName}_{Draw.For(tenant.Options.Seed, "export job", number).Id()}";

        // The same report of the same moment is made once, however often it is asked for: a large one takes a while.
        var key = $"{tenant.State.Version}|{request.ReportName}|{request.Filter}|{string.Join(',', request.Select)}|{request.Format}|{request.Localisation}";
        var file = _files.GetOrAdd(key, _ => new Lazy<Task<string?>>(() => Task.Run<string?>(() => ReportFile.Write(tenant, request, id, _stopping.Token), _stopping.Token)));
        var job = new ExportJob(id, request, fate, exchange.Now, tenant.Options, file.Value);
        _jobs[id] = job;
        return job;
    }

    public ExportJob? Find(string id) => _jobs.GetValueOrDefault(id);

    public string Link(Exchange exchange, ExportJob job)
    {
        var until = exchange.Now.AddHours(6).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{exchange.Root}/storage/{tenant.TenantId}/{job.Id}.zip?sv=2019-02-02&sr=b&sig={Signature(job.Id, until)}%3D&se={Uri.EscapeDataString(until)}&sp=r";
    }

    public bool IsValid(Exchange exchange)
    {
        var query = exchange.Query;
        return query["se"] is { } until
            && query["sig"] == Signature(Path.GetFileNameWithoutExtension(exchange.Values["name"]), until) + "="
            && DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) > exchange.Now;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var job in _jobs.Values)
        {
            try
            {
                await job.Work.ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // It was stopped.
            }
        }
        _stopping.Dispose();
    }

    private string Signature(string id, string until) => KqlValues.Hash($"{id}|{until}|{tenant.Options.Seed}", long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
}
