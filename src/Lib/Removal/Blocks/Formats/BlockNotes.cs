namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>What every list says of itself: what it is, what it rests on, how to install, undo and test it, and what gets past it.</summary>
internal static class BlockNotes
{
    /// <summary>Stands in a format's texts for a site that its list blocks.</summary>
    public const string BlockedSite = "BLOCKED-SITE";

    public static IReadOnlyList<string> Of(BlockFormat format, BlockSelection selection)
    {
        var directive = selection.Directive;
        var site = "www." + selection.Domains.MaxBy(domain => domain.ConfirmedBy)!.Name;
        List<string> notes =
        [
            $"{format.Title}, written by TikTokBan.",
            $"Directive: {directive.Id}, version {directive.Version}, SHA-256 {directive.Hash}.",
            $"Applications: {string.Join(", ", selection.Applications)}.",
        ];
        if (selection.BeyondDirective.Count > 0)
            notes.Add($"Named by whoever wrote this list, and not covered by the directive: {string.Join(", ", selection.BeyondDirective)}.");
        notes.Add($"Catalogue: {selection.CatalogueVersion}, SHA-256 {selection.CatalogueHash}.");
        notes.Add($"As of: {selection.AsOf:yyyy-MM-dd}.");
        notes.Add(format.Kind is BlockListKind.ExchangeScript ? Senders(selection) : Domains(format, selection));
        notes.Add("");
        Section("Install", format.Install);
        Section("Test", format.Test);
        Section("Undo", format.Undo);
        notes.Add($"What gets past it: {format.Limit}");
        return notes;

        void Section(string title, IReadOnlyList<string> steps)
        {
            notes.Add($"{title}:");
            notes.AddRange(steps.Select(step => $"  {step.Replace(BlockedSite, site, StringComparison.Ordinal)}"));
        }
    }

    private static string Domains(BlockFormat format, BlockSelection selection)
    {
        var along = selection.LeftOutDomains.Where(one => one.BlockedWith is not null && one.Reason is LeftOutReason.OtherPurpose).Select(one => one.Value).ToList();
        return format.NamesHostsOnly
            ? $"Domains: {selection.Domains.Count}; of each only the names that are known."
            : $"Domains: {selection.Domains.Count}, each with everything below it{(along.Count == 0 ? "" : $", so also {string.Join(", ", along)}")}.";
    }

    private static string Senders(BlockSelection selection) => $"Senders: {selection.Senders.Count}.";
}
