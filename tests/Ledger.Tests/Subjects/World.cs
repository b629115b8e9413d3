using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Tests.Subjects;

/// <summary>A ledger with cases, waivers and documents of invented people, and what each part of it holds.</summary>
internal sealed class World(TestLedger ledger, SetTime time) : IAsyncDisposable
{
    private readonly Dictionary<long, string> _written = [];

    public SetTime Time => time;

    public TestLedger Ledger => ledger;

    public ILedgerStore Store => ledger.Store;

    /// <summary>Content of every part that was added here, by number.</summary>
    public IReadOnlyDictionary<long, string> Written => _written;

    public static async Task<World> CreateAsync(string engine, MasterKey? master = null) =>
        new(await TestLedger.CreateAsync(engine, master), new SetTime(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero)));

    public static string Case(string id, string? person, string? device, string? called = null) =>
        $$"""{"id":"{{id}}","application":"tiktok"{{(device is null ? "" : $$""","device":{"id":"{{device}}","serial":"S-{{device}}","name":"phone of {{device}}","platform":"ios"}""")}}{{(person is null ? "" : $$""","person":{"id":"{{person}}","userPrincipalName":"{{person}}@agency.example","displayName":"{{called ?? person}}"}""")}},"evidence":[]}""";

    /// <summary>A scan of cases, each under its person or device, with a head that is the authority's.</summary>
    public async Task<IReadOnlyList<long>> ScanAsync(string id, string head, params (string? Person, string? Device)[] cases)
    {
        await using var session = await Store.WriteAsync();
        using var writer = new EventWriter(session, time);
        var keys = new SubjectKeys(session, time);
        var known = await keys.EnsureAsync([SubjectIdentity.Authority, .. cases.Select(one => Subject(one.Person, one.Device))]);
        string[] contents = [head, .. cases.Select((one, index) => Case($"x-{id}-{index}", one.Person, one.Device))];
        var parts = new List<long>();
        foreach (var (key, content) in known.Zip(contents))
        {
            var part = await writer.AddPartAsync(key, Encoding.UTF8.GetBytes(content));
            _written[part] = content;
            parts.Add(part);
        }

        await writer.AppendAsync(EventKinds.Scan, id, "{}");
        await session.CommitAsync();
        return parts;
    }

    /// <summary>A plan that names people.</summary>
    public async Task<long> PlanAsync(string id, string tenant, string content, params SubjectIdentity[] named)
    {
        await using var session = await Store.WriteAsync();
        using var writer = new EventWriter(session, time);
        var keys = new SubjectKeys(session, time);
        var key = await keys.EnsureAsync(SubjectIdentity.Document("plan:" + id));
        var part = await writer.AddPartAsync(key, Encoding.UTF8.GetBytes(content));
        _written[part] = content;
        var subjects = await DocumentSubjects.AddAsync(session, part, (await keys.EnsureAsync(named)).Select(one => one.Subject));
        await writer.AppendAsync(EventKinds.Plan, id, $$"""{"id":"{{id}}","tenant":"{{tenant}}","subjects":[{{string.Join(',', subjects)}}]}""");
        await session.CommitAsync();
        return part;
    }

    public Task<Waiver> WaiverAsync(string holder, DateOnly expires) => new WaiverLedger(Store, time).AddWaiverAsync(new Waiver
    {
        Id = "",
        Holder = holder + "@agency.example",
        Directive = "be-federal-716",
        DirectiveHash = new string('0', 64),
        Kind = "operational",
        Approver = "head",
        ApprovedBy = "head@agency.example",
        Grantor = "grantor@agency.example",
        Motive = "an inquiry",
        ValidFrom = DateOnly.FromDateTime(time.Now.UtcDateTime),
        Expires = expires,
        GrantedAt = time.Now,
    });

    public async Task<Dictionary<long, string?>> ReadAsync(IEnumerable<long>? parts = null)
    {
        await using var session = await Store.ReadAsync();
        var read = await SealedParts.ReadAsync(session, new SubjectKeys(session, time), parts ?? _written.Keys);
        return read.ToDictionary(part => part.Key, part => part.Value is { } content ? Encoding.UTF8.GetString(content) : null);
    }

    public static SubjectIdentity Subject(string? person, string? device) => person is not null
        ? SubjectIdentity.Person(person, person + "@agency.example")
        : SubjectIdentity.Device(device, "S-" + device);

    public static ErasureRequest Erasing(string name) => new() { Names = [name], By = "officer@agency.example" };

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
