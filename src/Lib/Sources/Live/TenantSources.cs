using TikTokBan.Catalogue;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Exports;
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
    public static IReadOnlyList<ISource> Of(TenantSession session, LiveOptions options, CoveredCatalogue catalogue) =>
        Open(session, options, catalogue).Sources;

    /// <summary>The same, with the capture that they write to; null without one.</summary>
    internal static (IReadOnlyList<ISource> Sources, CaptureFolder? Capture) Open(TenantSession session, LiveOptions options, CoveredCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalogue);
        LiveReader[] readers = [.. DirectoryReaders.Create(), .. MdmReaders.Create(), .. MailFlowReaders.Create(), .. NetworkReaders.Create()];
        var chosen = Choose(readers, options.Sources);
        var scan = new LiveScan(session, options, catalogue);
        foreach (var (name, file) in options.CaptureAlso.OrderBy(also => also.Key, StringComparer.Ordinal))
            scan.Capture?.Copy(file, name);
        if (!chosen.Any(reader => reader.Shape is ServicePrincipals))
            scan.HaveApplications(ApplicationIndex.Empty, null);
        return ([.. chosen.Select(reader => new LiveSource(reader, scan))], scan.Capture);
    }

    private static List<LiveReader> Choose(LiveReader[] readers, IReadOnlySet<string>? wanted)
    {
        if (wanted is null)
            return [.. readers.Where(reader => !reader.IsOptional)];
        var known = readers.Select(reader => reader.Shape.Descriptor.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        var unknown = wanted.Where(id => !known.Contains(id)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{unknown[0]}' is no source of a tenant; these are: {string.Join(", ", known)}.");
        var chosen = readers.Where(reader => wanted.Contains(reader.Shape.Descriptor.Id)).ToList();

        // Which grants and sign-ins matter is known only from the applications.
        if (chosen.Any(reader => reader.Shape.NeedsApplications) && !chosen.Any(reader => reader.Shape is ServicePrincipals))
            chosen.AddRange(readers.Where(reader => reader.Shape is ServicePrincipals));
        return chosen;
    }
}
