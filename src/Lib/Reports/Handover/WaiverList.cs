using TikTokBan.Directives;
using TikTokBan.Reports.Handover.Texts;
using TikTokBan.Tenants;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Handover;

/// <summary>Keeps the register of waivers as a SharePoint list too, for those who keep and read it there. The ledger stays what counts.</summary>
public static class WaiverList
{
    /// <summary>Brings a list up to the register: makes it where there is none, adds and changes items by the waiver's id, deletes nothing.</summary>
    /// <param name="target">The list.</param>
    /// <param name="waivers">The register.</param>
    /// <param name="cancellationToken">Stops it between items; running it again goes on.</param>
    /// <exception cref="UnusableInputException">There is no such site, or a list of that name is no register of waivers.</exception>
    /// <exception cref="TenantException">SharePoint refused or failed.</exception>
    public static async Task<ExportedWaivers> ExportAsync(WaiverListTarget target, IReadOnlyList<Waiver> waivers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(waivers);
        var (list, wasMade) = await OpenAsync(target, new HandoverText(target.Language), cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<string, WaiverRow>(StringComparer.OrdinalIgnoreCase);
        var stray = new List<string>();
        foreach (var row in wasMade ? [] : await list.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.Id is null || !known.TryAdd(row.Id, row))
                stray.Add(row.Number!);
        }

        var results = new List<ExportedWaiver>();
        foreach (var waiver in waivers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(await ExportAsync(list, waiver, known, cancellationToken).ConfigureAwait(false));
        }

        return new ExportedWaivers(wasMade, results, [.. stray, .. known.Values.Select(row => row.Number!)]);
    }

    /// <summary>Registers what a list holds and the register doesn't, by the same rules as any waiver; what is registered already stays as it is.</summary>
    /// <param name="target">The list.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops it between items; what was registered stays.</param>
    /// <returns>What became of each item, in the order of the list.</returns>
    /// <exception cref="UnusableInputException">There is no such site or list, or it is no register of waivers.</exception>
    /// <exception cref="TenantException">SharePoint refused or failed.</exception>
    public static async Task<IReadOnlyList<ImportedWaiver>> ImportAsync(WaiverListTarget target, WaiverImport options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var (list, _) = await OpenAsync(target, null, cancellationToken).ConfigureAwait(false);
        var rows = await list.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await WaiverIntake.RunAsync(rows, options, cancellationToken).ConfigureAwait(false);
    }

    private static Task<(SharePointList List, bool WasMade)> OpenAsync(WaiverListTarget target, HandoverText? make, CancellationToken cancellationToken) =>
        SharePointList.OpenAsync(new SharePointClient(target.Session), SiteAddress.Parse(target.Site, target.Session.Context.Cloud), target.List, make, cancellationToken);

    private static async Task<ExportedWaiver> ExportAsync(SharePointList list, Waiver waiver, Dictionary<string, WaiverRow> known, CancellationToken cancellationToken)
    {
        var row = WaiverRow.Of(waiver);
        known.Remove(waiver.Id, out var there);
        if (WaiverColumns.All.FirstOrDefault(column => column.Kind == WaiverColumnKind.Line && row[column.Name]?.Length > WaiverColumns.LongestLine) is { } tooLong)
            return new ExportedWaiver(waiver.Id, ExportedWaiverState.Refused, [tooLong.Name], $"{waiver.Id}: {tooLong.Name} has more than {WaiverColumns.LongestLine} characters, which a list doesn't take; it stays in the ledger only.");
        if (there is null)
        {
            await list.AddAsync(row, cancellationToken).ConfigureAwait(false);
            return new ExportedWaiver(waiver.Id, ExportedWaiverState.Added, [], null);
        }

        var columns = there.Differences(row, all: true);
        if (columns.Count > 0)
            await list.ChangeAsync(there, row, columns, cancellationToken).ConfigureAwait(false);
        return new ExportedWaiver(waiver.Id, columns.Count > 0 ? ExportedWaiverState.Updated : ExportedWaiverState.Unchanged, columns, null);
    }
}

/// <summary>A list of waivers.</summary>
/// <param name="Session">The signed-in tenant.</param>
/// <param name="Site">The site: <c>https://HOST/sites/NAME</c>.</param>
/// <param name="List">Name of the list.</param>
public sealed record WaiverListTarget(TenantSession Session, string Site, string List)
{
    /// <summary>Language of the columns' titles of a list that is made: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>How the items of a list are registered.</summary>
public sealed record WaiverImport
{
    /// <summary>The register.</summary>
    public required WaiverRegister Register { get; init; }

    /// <summary>Finds a directive by its id; throws <see cref="UnusableInputException"/> where there is none.</summary>
    public required Func<string, Directive> Directives { get; init; }

    /// <summary>What the catalogue knows of an application's id; null when it is not in the catalogue.</summary>
    public required Func<string, ApplicationFacts?> Applications { get; init; }

    /// <summary>Asked before each item is registered, with its waiver's id and a line about it; false leaves it. Null registers all.</summary>
    public Func<string, string, Task<bool>>? Agree { get; init; }

    /// <summary>Registers one although its directive knows no exception and so can never make it count.</summary>
    public bool WithoutEffect { get; init; }
}

/// <summary>What an export did.</summary>
/// <param name="WasMade">Whether the list was made.</param>
/// <param name="Waivers">What became of each waiver of the register.</param>
/// <param name="Others">Numbers of the items whose waiver the register doesn't have; they stay.</param>
public sealed record ExportedWaivers(bool WasMade, IReadOnlyList<ExportedWaiver> Waivers, IReadOnlyList<string> Others)
{
    /// <summary>How many came to a state.</summary>
    public int Count(ExportedWaiverState state) => Waivers.Count(waiver => waiver.State == state);
}

/// <summary>What became of a waiver in an export.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">What was done.</param>
/// <param name="Columns">The columns that were changed, or that couldn't be.</param>
/// <param name="Problem">Why it is not there; null where it is.</param>
public sealed record ExportedWaiver(string Id, ExportedWaiverState State, IReadOnlyList<string> Columns, string? Problem);

/// <summary>What was done with a waiver in an export.</summary>
public enum ExportedWaiverState
{
    /// <summary>It is a new item.</summary>
    Added,

    /// <summary>Its item was brought up to the register.</summary>
    Updated,

    /// <summary>Its item says the same already.</summary>
    Unchanged,

    /// <summary>The list doesn't take it.</summary>
    Refused,
}

/// <summary>What became of an item of a list in an import.</summary>
/// <param name="Item">The item's number in the list.</param>
/// <param name="Id">The waiver's id; null where the item has none.</param>
/// <param name="State">What was done.</param>
/// <param name="Sentence">What differs, or why it was not registered; null where nothing is to be said.</param>
public sealed record ImportedWaiver(string Item, string? Id, ImportedWaiverState State, string? Sentence);

/// <summary>What was done with an item in an import.</summary>
public enum ImportedWaiverState
{
    /// <summary>It is registered now.</summary>
    Registered,

    /// <summary>It was registered already, the same.</summary>
    AlreadyRegistered,

    /// <summary>It is registered, and the list says something else; the register stays as it is.</summary>
    Changed,

    /// <summary>It has expired or was taken back, and was never registered here; it isn't registered now.</summary>
    Past,

    /// <summary>It can't be registered.</summary>
    Refused,

    /// <summary>It was not agreed to.</summary>
    Left,
}
