using TikTokBan.Catalogue;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.MailFlow;
using TikTokBan.Sources.Mdm;
using TikTokBan.Sources.Network;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Live;

/// <summary>The sources of a live tenant.</summary>
public static class TenantSources
{
    /// <summary>Makes them. Nothing is asked of the tenant before they are read.</summary>
    /// <param name="session">The tenant.</param>
    /// <param name="options">What to read and how.</param>
    /// <param name="catalogue">The covered applications, which decide what is asked for.</param>
    /// <returns>One for each kind of source.</returns>
    /// <exception cref="UnusableInputException">An option names a source that doesn't exist, or a folder that can't be used.</exception>
    public static IReadOnlyList<ISource> Of(TenantSession session, LiveOptions options, CoveredCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalogue);
        var scan = new LiveScan(session, options, catalogue);
        LiveReader[] readers = [.. DirectoryReaders.Create(), .. MdmReaders.Create(), .. MailFlowReaders.Create(), .. NetworkReaders.Create()];
        return [.. readers.Select(reader => new LiveSource(reader, scan))];
    }
}
