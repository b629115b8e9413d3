namespace TikTokBan.Sources;

/// <summary>A file that no reader knows.</summary>
/// <param name="Location">The file, relative to the folder; an entry of a zip is written <c>file.zip!/entry.csv</c>.</param>
/// <param name="Reason">Why: the header that was found, or what is wrong with it.</param>
public sealed record UnrecognisedFile(string Location, string Reason)
{
    /// <summary>True for a file that may well be an export but can't be read: damaged, empty, packed or not allowed. What it holds is missing from the scan.</summary>
    public bool Unreadable { get; init; }
}
