using System.Globalization;
using System.Text;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Tests.Removal.Verifying;

/// <summary>A plan that was carried out, and what the portals export afterwards.</summary>
internal sealed class VerifyWorld : IDisposable
{
    public static readonly DateTimeOffset ActedAt = PlanSamples.Now.AddHours(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-verify-").FullName;
    private readonly List<ExportedDevice> _devices = [];
    private readonly List<string> _inventory = [];
    private readonly List<string> _statuses = [];

    public VerifyWorld(params IReadOnlyList<Exposure> exposures)
        : this(PlanSamples.Tenant, exposures)
    {
    }

    public VerifyWorld(string tenant, params IReadOnlyList<Exposure> exposures) => Plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(exposures)) with { Tenant = tenant });

    public RemovalPlan Plan { get; }

    public IRemovalJournal Journal => new EvidenceLedger(LedgerLocation.Parse(Path.Combine(_folder, "ledger.db"))).Journal;

    /// <summary>Whether there is an inventory among the exports, and another file of what is installed.</summary>
    public bool HasInventory { get; set; } = true;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static string ApplicationId(string action) => $"716eeeee-0000-4000-8000-0000000{action[2..]}";

    /// <summary>Writes in the journal that the plan was carried out, with an outcome for each action.</summary>
    public async Task ApplyAsync(Func<PlanAction, JournalEntry, JournalEntry?>? change = null, DateTimeOffset? at = null, RunPurpose purpose = RunPurpose.Apply)
    {
        var time = at ?? ActedAt;
        await using var run = await Journal.BeginAsync(Plan, new JournalEntry { At = time, Step = JournalStep.RunStarted, Purpose = purpose, Operator = "ada@agency.example" });
        foreach (var action in Plan.Actions)
        {
            var entry = new JournalEntry { At = time, Step = JournalStep.ActionEnded, Action = action.Id, Outcome = ActionOutcome.Done, ObjectId = action.Kind == "ensureApp" ? ApplicationId(action.Id) : null, Sentence = "It is so." };
            if ((change is null ? entry : change(action, entry)) is { } ended)
                await run.AppendAsync(ended);
        }
    }

    public VerifyWorld Device(int number, DateTimeOffset? contact, string owner = "Company", string platform = "iOS", string enrolment = "appleBulkWithUser", string? id = null)
    {
        _devices.Add(new(id ?? PlanSamples.Intune(number), number, contact, owner, platform, enrolment));
        return this;
    }

    public VerifyWorld Lists(int number, string application = "TikTok", string publisher = "TikTok Ltd.", string platform = "iOS")
    {
        _inventory.Add($"{application},{publisher},1.0,{PlanSamples.Intune(number)},DEVICE-{number.ToString(CultureInfo.InvariantCulture)},{platform}");
        return this;
    }

    public VerifyWorld Status(int number, string state, DateTimeOffset at, string? application = null, string detail = "")
    {
        var id = application ?? ApplicationId(Plan.Actions.First(action => action.Kind == "ensureApp").Id);
        _statuses.Add($"{PlanSamples.Intune(number)},DEVICE-{number.ToString(CultureInfo.InvariantCulture)},{state},{detail},{id},{Time(at)}");
        return this;
    }

    public async Task<VerifyResult> VerifyAsync(Func<VerifyRequest, VerifyRequest>? change = null)
    {
        var request = new VerifyRequest { Plan = Plan, Journal = Journal, Exports = Export(), Operator = "ada@agency.example", Now = ActedAt.AddDays(20) };
        return await VerifyOperation.RunAsync(change?.Invoke(request) ?? request, null, CancellationToken.None);
    }

    public async Task<VerifiedDevice> SingleAsync() => Assert.Single((await VerifyAsync()).Devices);

    public string Export()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "exports")).FullName;
        void Write(string name, string header, IEnumerable<string> rows) =>
            File.WriteAllText(Path.Combine(folder, name), string.Concat(rows.Prepend(header).Select(row => row + "\r\n")), Encoding.UTF8);
        Write(
            "Devices.csv",
            "DeviceId,DeviceName,OwnerType,OS,LastContact,EnrollmentType,SerialNumber,ReferenceId,ManagementAgents",
            _devices.Select(one => $"{one.Id},DEVICE-{one.Number},{one.Owner},{one.Platform},{(one.Contact is { } contact ? Time(contact) : "")},{one.Enrolment},{Plan.Devices.First(device => device.Id == PlanSamples.Intune(one.Number)).Serial},3c4d0000-0000-4000-a000-{one.Number:x12},MDM"));
        if (HasInventory)
            Write("AppInvRawData.csv", "ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceId,DeviceName,Platform", _inventory.Prepend("Calculator,Somebody,1.0,716fffff-0000-4000-8000-000000000001,OTHER,iOS"));
        if (_statuses.Count > 0)
            Write("DeviceInstallStatusByApp.csv", "DeviceId,DeviceName,AppInstallState,AppInstallStateDetails_loc,ApplicationId,LastModifiedDateTime", _statuses);
        return folder;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private sealed record ExportedDevice(string Id, int Number, DateTimeOffset? Contact, string Owner, string Platform, string Enrolment);
}
