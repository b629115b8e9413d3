namespace TikTokBan.Sources;

/// <summary>Somewhere facts come from: a file a portal exported, or a live service. It streams what it reads and keeps the tally of what it could not.</summary>
public interface ISource
{
    /// <summary>Which kind of source this is, and whom it cannot see.</summary>
    SourceDescriptor Descriptor { get; }

    /// <summary>Where it reads, for people: a file's name relative to the folder that was given, or a service.</summary>
    string Location { get; }

    /// <summary>Reads it once, from the beginning.</summary>
    /// <param name="context">The matcher, the tally and the list of rejected rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Records in the order in which the source has them.</returns>
    IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, CancellationToken cancellationToken);
}
