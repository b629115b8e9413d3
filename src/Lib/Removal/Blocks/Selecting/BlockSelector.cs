using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Removal.Blocks.Selecting;

/// <summary>Chooses what is to be blocked. In doubt a value is left out, and it is said why: to block what others use does more harm than to miss a name.</summary>
internal static class BlockSelector
{
    public static BlockSelection Choose(CoveredCatalogue catalogue, Directive directive, DateOnly asOf, string[] named)
    {
        if (directive.Binding is DirectiveBinding.None)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"The directive '{directive.Id}' imposes nothing, so nothing is blocked under it; name another directive.");
        if (directive.InForceOn(asOf) is null)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"The directive '{directive.Id}' is not in force on {asOf:yyyy-MM-dd}, so nothing is blocked under it; name another directive or another day.");

        var meant = MeantApplications.Of(catalogue, directive, named);
        var excluded = catalogue.Excluded.Where(one => one.Kind is IndicatorKind.Domain).Select(one => one.Canonical).ToList();
        var others = new DomainsOfOthers(excluded);
        var rules = new LeavingOut(catalogue, meant, others);
        var domains = Domains(catalogue, rules, out var leftOutDomains);
        if (domains.Count == 0)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"The catalogue has no domain that two independent sources confirm for {string.Join(", ", meant.Ids)}, so there is nothing to put on a block list; name other applications.");
        var senders = Senders(catalogue, rules, out var leftOutSenders);
        return new BlockSelection
        {
            Directive = directive,
            AsOf = asOf,
            CatalogueVersion = catalogue.Version,
            CatalogueHash = catalogue.Hash,
            Applications = [.. meant.Ids],
            BeyondDirective = [.. meant.BeyondDirective],
            Domains = domains,
            Senders = senders,
            LeftOutDomains = leftOutDomains,
            LeftOutSenders = leftOutSenders,
            Excluded = excluded,
        };
    }

    private static List<BlockedDomain> Domains(CoveredCatalogue catalogue, LeavingOut rules, out List<LeftOutValue> leftOut)
    {
        var all = catalogue.Indicators.Where(one => one.Kind is IndicatorKind.Domain).OrderBy(one => one.Canonical, StringComparer.Ordinal).ToList();
        var reasons = all.ToDictionary(one => one, rules.WhyNot);
        var wanted = all.Where(one => reasons[one] is null).ToList();
        List<CoveredIndicator> top = [.. wanted.Where(one => !wanted.Exists(above => DomainTree.IsBelow(one.Canonical, above.Canonical)))];
        leftOut =
        [
            .. from one in all
               where reasons[one] is not null
               let above = top.Find(domain => DomainTree.IsBelow(one.Canonical, domain.Canonical))
               select new LeftOutValue(one.Canonical, one.Application, one.Class, reasons[one]!.Value, above?.Canonical),
        ];
        return
        [
            .. top.Select(one => new BlockedDomain(
                one.Canonical,
                one.Application!,
                one.Class,
                one.ConfirmedBy,
                [.. wanted.Select(host => host.Canonical).Where(host => DomainTree.IsBelow(host, one.Canonical))])),
        ];
    }

    private static List<BlockedSender> Senders(CoveredCatalogue catalogue, LeavingOut rules, out List<LeftOutValue> leftOut)
    {
        const string AnyAt = "*@";
        var all = catalogue.Indicators.Where(one => one.Kind is IndicatorKind.Sender).OrderBy(one => one.Canonical, StringComparer.Ordinal).ToList();
        leftOut = [.. from one in all let reason = rules.WhyNot(one) where reason is not null select new LeftOutValue(one.Canonical, one.Application, one.Class, reason.Value, null)];
        var senders = all.Where(one => rules.WhyNot(one) is null)
            .Select(one => one.Canonical.StartsWith(AnyAt, StringComparison.Ordinal)
                ? new BlockedSender(one.Canonical[AnyAt.Length..], true, one.Application!, one.ConfirmedBy)
                : new BlockedSender(one.Canonical, false, one.Application!, one.ConfirmedBy))
            .ToList();
        return
        [
            .. senders.Where(one => one.IsDomain || !senders.Exists(domain => domain.IsDomain && one.Value.EndsWith('@' + domain.Value, StringComparison.Ordinal)))
                .OrderBy(one => one.Value, StringComparer.Ordinal),
        ];
    }
}
