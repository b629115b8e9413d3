using TikTokBan.Ledger;
using TikTokBan.Reports.Handover;
using TikTokBan.Tenant;
using TikTokBan.Tenant.Sharing;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Reports.Handover;

/// <summary>A made-up tenant that a report is handed over to, and a folder for what a run keeps.</summary>
internal sealed class HandoverTenant : IAsyncDisposable
{
    private static readonly DateTimeOffset Present = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("handover-").FullName;

    private HandoverTenant(FakeTenant server, TenantSession session, TimeProvider time) => (Server, Session, Time) = (server, session, time);

    public FakeTenant Server { get; }

    public TenantSession Session { get; private set; }

    public TimeProvider Time { get; }

    public SharePointState Sharing => Server.State.SharePoint;

    public string Site => $"https://{Sharing.Host}/sites/council";

    public string StateFolder => Path.Combine(_folder, "uploads");

    public static async Task<HandoverTenant> StartAsync(Func<FakeTenantOptions, FakeTenantOptions>? change = null, string? person = null)
    {
        var time = new FastTime(Present, 200);
        var options = new FakeTenantOptions { Time = time, Throttles = false };
        var server = await FakeTenant.StartAsync(change?.Invoke(options) ?? options);
        server.State.Users.Set("""{"id":"716d0000-0000-4000-8000-000000000001","userPrincipalName":"ada@agency.example","mail":"ada@agency.example"}""");
        return new HandoverTenant(server, await ConnectAsync(server, time, person), time);
    }

    public PublishRequest Request(string folder) => new()
    {
        Session = Session,
        Folder = folder,
        Site = Site,
        Target = "2026/November",
        Ledger = LedgerLocation.Parse(Path.Combine(_folder, "ledger.db")),
    };

    public Task<PublishedReport> PublishAsync(string folder, Func<PublishRequest, PublishRequest>? change = null) =>
        PublishOperation.RunAsync(change?.Invoke(Request(folder)) ?? Request(folder));

    /// <summary>Signs in anew, with the permissions that are granted by now.</summary>
    public async Task SignInAgainAsync()
    {
        await Session.DisposeAsync();
        Session = await ConnectAsync(Server, Time, null);
    }

    public byte[]? Content(string name, string folder = "2026/November") => Sharing.Find($"council/Documents/{folder}/{name}")?.Content;

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<TenantSession> ConnectAsync(FakeTenant server, TimeProvider time, string? person) => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = server.TenantId,
            Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: server.Endpoint.AbsoluteUri),
            SignIn = new TokenSignIn((_, _) => ValueTask.FromResult(server.Tokens.Issue(new Tenant.SignIn.TokenRequest { User = person })), renews: true),
            Time = time,
        },
        CancellationToken.None);
}
