using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Directives;
using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Makes a plan that blocks from what is to be blocked and what the tenant said. Sends nothing.</summary>
internal static class BlockPlanner
{
    public static RemovalPlan Make(BlockPlanRequest request, BlockState state, BlockList? script)
    {
        var scripts = script is null ? null : new PlanScripts(Sha(script.Files[0].Bytes.Span), Sha(script.Files[1].Bytes.Span), request.Selection.Senders.Count);
        var id = IdOf(request, state, scripts);
        var list = new ActionList(request.Language);
        var (text, identifiers, selection) = (new PlanText(request.Language), new AppIdentifiers(request.Catalogue), request.Selection);
        var answered = new Answered([], Verdict.Block, null, [selection.Directive.Instrument.In(request.Language)]);
        var group = new GroupBlocks(id, request, state, list, identifiers, text, answered);
        var directory = new DirectoryBlocks(request, state, list, text, answered);
        List<string> notPlanned = [.. state.Missing];
        List<PlanPrincipal> forPeople = [];
        if (request.Parts.Contains(BlockPart.Intune))
            notPlanned.AddRange(group.AddIntune());
        if (request.Parts.Contains(BlockPart.Uninstall))
            notPlanned.AddRange(group.AddUninstalls());
        if (request.Parts.Contains(BlockPart.Browsers))
            group.AddBrowsers();
        if (request.Parts.Contains(BlockPart.Defender))
            AddDomains(id, request, list, identifiers, text, answered);
        if (request.Parts.Contains(BlockPart.Entra))
        {
            notPlanned.AddRange(directory.Add());
            forPeople.AddRange(directory.ForPeople());
        }

        var members = new BlockMembers(request.Profile, request.Waivers, selection.Applications, selection.AsOf);
        var tenantWide = list.Actions.Exists(action => action.Ring > 1) || scripts is not null;
        var named = state.Group is { } given ? members.Count(given, state.Except) : null;
        var size = (named?.Devices ?? 0) + (named?.People ?? 0);
        var plan = new RemovalPlan
        {
            Format = RemovalPlan.CurrentFormat,
            Id = id,
            Purpose = PlanPurpose.Block,
            Tenant = state.Tenant.ToLowerInvariant(),
            Authority = request.Profile.Name?.In(request.Language),
            Author = AccountName.Normal(request.Author),
            CreatedAt = request.Now.ToUniversalTime(),
            ExpiresAt = request.Now.ToUniversalTime().AddDays(request.LifetimeDays),
            Language = request.Language,
            Product = request.Product,
            Block = new PlanBlock
            {
                Parts = [.. request.Parts.Distinct().Order().Select(part => Words.Camel(part.ToString()))],
                AsOf = selection.AsOf,
                Applications = selection.Applications,
                Group = named,
                Except = state.Except is { } except ? members.Count(except, except) : null,
                LargeGroupMeant = request.LargeGroupMeant,
                ForPeople = forPeople,
                NotPlanned = notPlanned,
                Exchange = scripts,
            },
            Directive = new PlanDirective(selection.Directive.Id, selection.Directive.Hash),
            Catalogue = new PlanCatalogue(request.Catalogue.Version, request.Catalogue.Hash, request.Catalogue.Indicators.LongCount()),
            ProfileHash = request.Profile.Hash,
            RemediesHash = request.Remedies.Hash,
            Limits = new RemovalLimits(
                request.Profile.LimitDevices ?? RemovalLimits.Default.Devices,
                request.Profile.LimitShare is { } share ? (decimal)share : RemovalLimits.Default.Share,
                RemovalLimits.Default.ScanDays),
            BlastRadius = new BlastRadius
            {
                Devices = named?.Devices ?? 0,
                People = named?.People ?? 0,
                Fleet = Math.Max(state.Fleet, size),
                Share = size == 0 ? 0 : Math.Round((decimal)size / Math.Max(state.Fleet, size), 4),
                TenantWide = tenantWide,
                AlsoReached = named?.Excepted ?? 0,
                ByPlatform = new Dictionary<string, int>(),
                ByOrganisation = new Dictionary<string, int>(),
                ByControl = new Dictionary<string, int>(),
            },
            Rings = [.. list.Actions.Select(action => action.Ring).Distinct().Order().Select(ring => new PlanRing(ring, false, ring == 1 ? size : 0, new Dictionary<string, int>()))],
            Devices = [],
            Actions = list.Actions,
            Notices = [],
            LeftOut = [],
        };
        return plan with { Hash = PlanFile.HashOf(plan) };
    }

    private static void AddDomains(string plan, BlockPlanRequest request, ActionList list, AppIdentifiers identifiers, PlanText text, Answered answered)
    {
        var control = request.Remedies.Controls.First(one => one.Kind == ActionKinds.ImportIndicators);
        new TenantActions(plan, list, identifiers, text).Add(2, control, request.Selection.Domains.Select(domain => domain.Name), answered);
    }

    // Whatever could make the plan another one.
    private static string IdOf(BlockPlanRequest request, BlockState state, PlanScripts? scripts)
    {
        var selection = request.Selection;
        List<string?> parts =
        [
            "block", state.Tenant, AccountName.Normal(request.Author), request.Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), request.LifetimeDays.ToString(CultureInfo.InvariantCulture), request.Language,
            request.LargeGroupMeant.ToString(), request.Profile.Hash, request.Remedies.Hash, selection.Directive.Hash, selection.CatalogueHash, selection.AsOf.ToString("O", CultureInfo.InvariantCulture),
            state.Group?.Id, state.Except?.Id, scripts?.Sha256,
            .. request.Parts.Distinct().Order().Select(part => part.ToString()), .. selection.Applications, .. request.EntraApplications.Order(StringComparer.OrdinalIgnoreCase),
            .. state.Applications.Select(one => $"{one.Id} {one.AppId} {one.Enabled}"), .. state.Grants.Select(grant => $"{grant.Id} {grant.Scope}"),
            .. state.Settings.Select(setting => $"{setting.Id} {setting.Option} {setting.ListId}"),
        ];
        return "p-" + Sha(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)))[..16];
    }

    private static string Sha(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
}
