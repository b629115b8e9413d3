using System.CommandLine;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Options;

/// <summary>Options of the verbs that carry a plan out or take it back.</summary>
internal sealed class RunOptions
{
    private readonly TenantOptionSet _reach = new();

    public Argument<string> Plan { get; } = new("FILE") { Description = "The plan: its file; or, once it was begun, latest or its id." };

    public Option<string?> Operator { get; } = new("--as") { Description = "Who runs it, for the journal. Default: who is signed in.", HelpName = "UPN" };

    public Option<int> MostFailures { get; } = new("--max-failures")
    {
        Description = "Begin nothing more after so many failures.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 3,
    };

    public Option<string?> Justification { get; } = new("--justification") { Description = "What administrators read who must approve in Intune (multi-admin approval).", HelpName = "TEXT" };

    public Option<bool> WhatIf { get; } = new("--what-if") { Description = "Show the requests that would be sent, and send none of them." };

    public Option<string?> Ledger { get; } = CommonOptions.Ledger();

    public Option<OutputFormat> Format { get; } = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson);

    public void AddTo(Command verb, params Option[] further)
    {
        verb.Arguments.Add(Plan);
        MostFailures.Validators.Add(Parsing.AtLeastOne);
        foreach (var option in (Option[])[.. further, Operator, MostFailures, Justification, WhatIf, Ledger, Format])
            verb.Options.Add(option);
        _reach.AddTo(verb);
    }

    public LedgerLocation LocationOf(ParseResult parse) => LedgerLocation.Parse(parse.GetValue(Ledger));

    public Task<RemovalPlan> FindPlanAsync(ParseResult parse, IRemovalJournal journal, CancellationToken cancellation) =>
        PlanLookup.FindAsync(parse.GetValue(Plan)!, journal, cancellation);

    public Task<TenantSession> OpenAsync(ParseResult parse, RemovalPlan plan, Terminal terminal, CancellationToken cancellation) =>
        TenantConnection.OpenAsync(_reach, parse, terminal, cancellation, plan.Tenant);

    public string OperatorOf(ParseResult parse, TenantSession session) =>
        parse.GetValue(Operator) ?? session.Context.Actor ?? Environment.UserName;
}
