using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using TikTokBan.Generator;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Exports;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Permissions;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Reporting;
using TikTokBan.Tenant.SignIn;
using TikTokBan.Tenant.Throttling;

namespace TikTokBan.Tenant;

/// <summary>A made-up Microsoft 365 tenant on this machine, over HTTP and as unkind as a real one. Dispose of it, and nothing of it is left.</summary>
public sealed class FakeTenant : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeTenant(FakeTenantOptions options, WebApplication server)
    {
        Options = options;
        _server = server;
        Folder = Directory.CreateTempSubdirectory("tenant-").FullName;
        Permissions = new HashSet<string>(options.Permissions ?? [.. FakeTenantOptions.AllPermissions, .. FakeTenantOptions.ActPermissions, .. FakeTenantOptions.PublishPermissions], StringComparer.Ordinal);
        Tokens = new TokenDesk(this);
        Exports = new ExportDesk(this);
        CheckIns = new CheckIns(this);
        State.Time = options.Time;
        Throttle = new Throttle(options.Time, options.Throttles);
        var schema = options.SchemaFolder ?? SchemaFolder.Find();
        PermissionTable = SharedKnowledge.Permissions(SchemaFolder.File(schema, "permissions.json"));
        Schema = SharedKnowledge.Schema(SchemaFolder.File(schema, "v1.0.xml"));
    }

    /// <summary>Where it is reached, ending in a slash: Graph, sign-in and storage alike.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Where Defender's own API is reached: a port of its own, since it takes tokens of its own.</summary>
    public Uri DefenderEndpoint { get; private set; } = null!;

    /// <summary>Its id.</summary>
    public string TenantId => Options.TenantId;

    /// <summary>Gives out tokens.</summary>
    public TokenDesk Tokens { get; }

    /// <summary>What was asked of it.</summary>
    public RequestLog Log { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Permissions that the next token will have.</summary>
    public ISet<string> Permissions { get; }

    /// <summary>What it holds.</summary>
    public TenantState State { get; } = new();

    /// <summary>Whether Microsoft's own schema and list of permissions were found, so that requests are held against them.</summary>
    public bool IsStrict => Schema.IsOfficial && PermissionTable.IsOfficial;

    internal FakeTenantOptions Options { get; }

    internal string Folder { get; }

    internal ExportDesk Exports { get; }

    internal CheckIns CheckIns { get; }

    internal PendingLogins Logins { get; } = new();

    internal RouteTable Routes { get; } = new();

    internal Throttle Throttle { get; }

    internal PermissionTable PermissionTable { get; }

    internal SchemaCheck Schema { get; }

    internal BetaBodies Bodies => SharedKnowledge.Bodies(SchemaFolder.File(Options.SchemaFolder ?? SchemaFolder.Find(), "beta.d.ts"));

    /// <summary>Starts one.</summary>
    public static async Task<FakeTenant> StartAsync(FakeTenantOptions? options = null)
    {
        options ??= new FakeTenantOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            foreach (var port in new[] { options.Port, options.Port == 0 ? 0 : options.Port + 1 })
                kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestBodySize = 300 * 1024 * 1024;
        });
        var tenant = new FakeTenant(options, builder.Build());
        try
        {
            tenant.Fill();
            tenant._server.Run(new RequestDelegate(new Gate(tenant).AnswerAsync));
            await tenant._server.StartAsync().ConfigureAwait(false);
            (tenant.Endpoint, tenant.DefenderEndpoint) = (new Uri(tenant._server.Urls.First() + "/"), new Uri(tenant._server.Urls.Last() + "/"));
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System))
            await _server.StopAsync(patience.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        CheckIns.Dispose();
        await Exports.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(Folder, recursive: true);
    }

    private void Fill()
    {
        var source = Options.Exports;
        if (Options.People is not null || Options.Devices is not null)
        {
            source = Path.Combine(Folder, "authority");
            var generate = new GeneratorOptions { Out = source, Seed = Options.Seed, People = Options.People ?? 900, Devices = Options.Devices ?? 1_200, InventoryRows = Options.InventoryRows, MixedInventory = Options.MixedInventory, Zip = false };
            Generator.Program.Write(generate);
        }
        if (source is not null)
            StateLoader.Load(State, new ExportFolder(source, Options.MoveDays));
        if (Options.HasMessageTrace)
            State.ProvisionMessageTrace();
    }
}
