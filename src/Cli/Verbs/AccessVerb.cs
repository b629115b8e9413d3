using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>access</c>: what can be read of a tenant, what is missing for the rest, and how to grant it.</summary>
internal static class AccessVerb
{
    public static Command Create(Terminal terminal)
    {
        var reach = new TenantOptionSet();
        var sources = TenantOptionSet.Sources();
        var list = new Option<bool>("--list") { Description = "Without a tenant: what each kind of source asks for and needs, or commands that grant all of it to --client-id." };
        var purpose = new Option<AccessPurpose>("--for")
        {
            Description = "What for: read; apply to ask as well whether plans can be carried out; publish for handing reports over alone. No change is ever tried: the token's permissions tell.",
            HelpName = "read|apply|publish",
            CustomParser = result => Parsing.OneOf(result, Enum.GetValues<AccessPurpose>()),
        };
        var all = new Option<bool>("--all") { Description = "The commands grant everything that is needed, not only what is missing." };
        var format = new Option<AccessFormat>("--format")
        {
            Description = "How to print it: a table with the commands that grant what is missing, json, or the commands alone for PowerShell or the Azure CLI; markdown with --list.",
            HelpName = "table|json|powershell|az|markdown",
            CustomParser = result => Parsing.OneOf(result, Enum.GetValues<AccessFormat>()),
        };
        var verb = new Verb(
            "access",
            "Says what can be read of a tenant, and with --for apply what may be done there, and prints the commands that grant what is missing. Ends with status 4 when something is missing that is not optional, or was named with --source.",
            "access --tenant agency.example --device-code",
            "access --tenant agency.example --managed-identity --format powershell > grant.ps1",
            "access --tenant agency.example --managed-identity --for apply",
            "access --tenant agency.example --managed-identity --for publish",
            "access --list",
            "access --list --client-id 716c0000-0000-4000-8000-0000000000c1 --format powershell > grant.ps1");
        reach.AddTo(verb);
        foreach (var option in (Option[])[sources, purpose, list, all, format])
            verb.Options.Add(option);
        verb.SetAction(async (parse, cancellation) =>
        {
            var named = parse.GetValue(sources) is { Length: > 0 } some ? some : null;
            var form = parse.GetValue(format);
            if (parse.GetValue(list))
            {
                RequireNoTenant(reach, parse);
                var everything = GrantPlan.Everything(parse.GetValue(reach.ClientId), parse.GetValue(reach.Cloud), named, parse.GetValue(purpose));
                await AccessPrinter.PrintListAsync(everything, form, terminal, cancellation).ConfigureAwait(false);
                return (int)ExitStatus.Done;
            }

            if (form == AccessFormat.Markdown)
                throw new UnusableInputException("Markdown describes what every tenant is asked for; add --list, and leave the tenant out.");
            if (parse.GetValue(reach.Tenant) is null)
                throw new UnusableInputException("Say which tenant to try: give --tenant and a way to sign in, or --list for what each kind of source needs.");
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var found = new List<SourceAccess>();
            await foreach (var source in TenantAccess.TestAsync(session, named, parse.GetValue(purpose), cancellation).ConfigureAwait(false))
                found.Add(source);
            var plan = parse.GetValue(all) ? GrantPlan.Everything(session.Context, named, parse.GetValue(purpose)) : GrantPlan.Missing(session.Context, found);
            await AccessPrinter.PrintAsync(session.Context, found, plan, form, terminal, cancellation).ConfigureAwait(false);
            return (int)(found.Exists(source => source.Hinders(named is not null)) ? ExitStatus.Incomplete : ExitStatus.Done);
        });
        return verb;
    }

    private static void RequireNoTenant(TenantOptionSet reach, ParseResult parse)
    {
        if (parse.GetValue(reach.Tenant) is not null || SignInChoice.Stray(reach, parse) is not null)
            throw new UnusableInputException("--list says what every tenant is asked for, and asks none; leave --tenant and the sign-in out, or --list.");
    }
}

/// <summary>How <c>access</c> prints.</summary>
internal enum AccessFormat
{
    /// <summary>A table for people, and the commands for PowerShell.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>The commands alone, for PowerShell.</summary>
    Powershell,

    /// <summary>The commands alone, for the Azure CLI.</summary>
    Az,

    /// <summary>The page of the documentation.</summary>
    Markdown,
}
