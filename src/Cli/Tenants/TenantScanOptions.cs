using System.CommandLine;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Tenants;

/// <summary>What <c>scan</c> takes for a tenant.</summary>
internal sealed class TenantScanOptions
{
    private readonly TenantOptionSet _reach = new();
    private readonly Option<string[]> _sources = TenantOptionSet.Sources();

    private readonly Option<string?> _capture = new("--capture")
    {
        Description = "Also write everything that is read of the tenant to this folder, as exports that scan the same.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Folder that keeps what the tenant said, so that the next scan asks for changes only. Default: beside the ledger; none with --no-ledger.",
        HelpName = "DIR",
    };

    public void AddTo(Command verb)
    {
        _reach.AddTo(verb);
        foreach (var option in (Option[])[_sources, _capture, _state])
            verb.Options.Add(option);
    }

    public bool NamesTenant(ParseResult parse) => parse.GetValue(_reach.Tenant) is not null;

    /// <summary>Kinds of source that were named; null when none was.</summary>
    public IReadOnlyList<string>? Named(ParseResult parse) => parse.GetValue(_sources) is { Length: > 0 } named ? named : null;

    /// <summary>Refuses an option that means nothing without a tenant.</summary>
    public void RequireNone(ParseResult parse)
    {
        var stray = SignInChoice.Stray(_reach, parse)
            ?? ((Option[])[_sources, _capture, _state]).FirstOrDefault(option => parse.GetResult(option) is { Implicit: false })?.Name;
        if (stray is not null)
            throw new UnusableInputException($"{stray} is for a tenant, and none is given; add --tenant.");
    }

    public Task<TenantSession> OpenAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
        TenantConnection.OpenAsync(_reach, parse, terminal, cancellation);

    /// <summary>Scans the tenant, and beside it the exports where some are given.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="session">The tenant.</param>
    /// <param name="beside">How the exports would be scanned alone.</param>
    /// <param name="exports">Exports to read beside the tenant; null for none.</param>
    /// <param name="ledger">Where the scan will be kept; null for nowhere.</param>
    public TenantScanRequest Request(ParseResult parse, TenantSession session, ExportScanRequest beside, string? exports, LedgerLocation? ledger) => new()
    {
        Session = session,
        Exports = exports,
        Authority = beside.Authority,
        Directive = beside.Directive,
        OwnCatalogue = beside.OwnCatalogue,
        AsOf = beside.AsOf,
        Language = beside.Language,
        AlsoRead = beside.AlsoRead,
        Sources = Named(parse),
        Capture = parse.GetValue(_capture),
        State = parse.GetValue(_state) ?? (ledger is null ? null : Path.Combine(Path.GetDirectoryName(ledger.Path)!, "tenants", session.Context.TenantId)),
    };
}
