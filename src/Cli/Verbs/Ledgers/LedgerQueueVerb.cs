using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Queues;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger queue</c>: tenants that workers scan again and again.</summary>
internal static class LedgerQueueVerb
{
    private static readonly string[] Columns = ["authority", "tenant", "due", "everyMinutes", "holder", "until", "attempts", "finished", "scan", "problem"];

    public static Command Create(Terminal terminal) => new Verb("queue", "Tenants that workers ('tiktokban work') scan again and again.") { Add(terminal), List(terminal), Remove(terminal) };

    private static Verb Add(Terminal terminal)
    {
        var tenant = new Argument<string>("TENANT") { Description = "Id of the tenant, or its domain." };
        var authority = new Option<string?>("--authority") { Description = "Name of the authority profile's file in the workers' folder (--settings).", HelpName = "NAME" };
        var exports = new Option<string?>("--exports") { Description = "Name of a folder there with what no tenant has, such as registers.", HelpName = "NAME" };
        var directive = new Option<string?>("--directive") { Description = "The directive that binds. Default: the one that the profile names.", HelpName = "ID" };
        var every = new Option<int>("--every") { Description = "Hours from one scan to the next.", HelpName = "HOURS", DefaultValueFactory = _ => 24 };
        every.Validators.Add(Parsing.AtLeastOne);
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("add", "Queues a tenant, due now, or changes how one is scanned.", "ledger queue add north.example --authority north.yaml", "ledger queue add north.example --authority north.yaml --exports north --every 168") { tenant, authority, exports, directive, every, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var settings = new WorkSettings(parse.GetValue(authority), parse.GetValue(exports), parse.GetValue(directive));
            settings.Check();
            if (!TenantName.IsPossible(parse.GetValue(tenant)!))
                throw new UnusableInputException("TENANT is the tenant's id or one of its domains, such as agency.example.");
            await new ScanTasks(LedgerLocation.Parse(parse.GetValue(ledger))).AddAsync(parse.GetValue(tenant)!, settings.ToJson(), TimeSpan.FromHours(parse.GetValue(every)), null, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"{parse.GetValue(tenant)} is queued.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static Verb Remove(Terminal terminal)
    {
        var tenant = new Argument<string>("TENANT") { Description = "The tenant." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("remove", "Takes a tenant out of the queue; a worker that scans it now can't keep its scan.", "ledger queue remove north.example") { tenant, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var was = await new ScanTasks(CommonOptions.LedgerToRead(parse, ledger)).RemoveAsync(parse.GetValue(tenant)!, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(was ? $"{parse.GetValue(tenant)} is not queued any more." : $"{parse.GetValue(tenant)} was not queued; 'tiktokban ledger queue list' says what is.").ConfigureAwait(false);
            return (int)(was ? ExitStatus.Done : ExitStatus.Unusable);
        });
        return verb;
    }

    private static Verb List(Terminal terminal)
    {
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists what is queued, of every authority that the login may read: what is due first first.", "ledger queue list") { ledger, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var all = await new ScanTasks(CommonOptions.LedgerToRead(parse, ledger)).ListAsync(cancellation).ConfigureAwait(false);
            if (parse.GetValue(format) == OutputFormat.Table)
            {
                var table = Tables.New("Authority", "Tenant", "Due", "With", "Last scan", "Problem");
                foreach (var one in all)
                    table.AddRow(Tables.Cell(one.Authority), Tables.Cell(one.Tenant), Tables.Cell(Time(one.Due)), Tables.Cell(one.Holder), Tables.Cell(one.Scan), Tables.Cell(one.Problem));
                terminal.Tables.Write(table);
            }
            else
            {
                var records = all.Select(one => new object?[] { one.Authority, one.Tenant, Time(one.Due), (long)one.Every.TotalMinutes, one.Holder, Time(one.Until), (long)one.Attempts, Time(one.Finished), one.Scan, one.Problem });
                await (parse.GetValue(format) == OutputFormat.Json ? Records.WriteJsonAsync(Columns, records, terminal, cancellation) : Records.WriteCsvAsync(Columns, records, terminal, cancellation)).ConfigureAwait(false);
            }

            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
