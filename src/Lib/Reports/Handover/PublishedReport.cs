namespace TikTokBan.Reports.Handover;

/// <summary>A report that lies in a library.</summary>
/// <param name="WebUrl">Where a person opens its folder; null where SharePoint doesn't say.</param>
/// <param name="IsAggregate">Whether it holds numbers only.</param>
/// <param name="Files">Its files, in the order in which they were sent.</param>
/// <param name="Findings">What does not fit, a sentence each; empty where every file was found there as it is here.</param>
/// <param name="Notes">What is to be known and no fault: files that SharePoint itself changes, and others that lie in the folder.</param>
public sealed record PublishedReport(string? WebUrl, bool IsAggregate, IReadOnlyList<PublishedFile> Files, IReadOnlyList<string> Findings, IReadOnlyList<string> Notes)
{
    /// <summary>Whether every file was found there as it is here.</summary>
    public bool IsWhole => Findings.Count == 0;
}

/// <summary>A file of a report that lies in a library.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length here.</param>
/// <param name="State">What was done with it.</param>
public sealed record PublishedFile(string Name, long Bytes, PublishedState State);

/// <summary>What was done with a file.</summary>
public enum PublishedState
{
    /// <summary>It was sent.</summary>
    Uploaded,

    /// <summary>It lay there already, the same; nothing was sent.</summary>
    AlreadyThere,

    /// <summary>One of its name had other content, which is now the earlier version.</summary>
    Replaced,

    /// <summary>It was sent to its end from where an earlier run had broken off.</summary>
    Resumed,
}
