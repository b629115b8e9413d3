namespace TikTokBan.Reports.Handover;

/// <summary>Holds what SharePoint says that it has against what lies here, once everything was sent.</summary>
internal static class Readback
{
    /// <summary>Compares.</summary>
    /// <param name="report">What lies here.</param>
    /// <param name="there">What lies there, by name.</param>
    /// <returns>A sentence for each thing that doesn't fit, and for each that is only to be known.</returns>
    public static (IReadOnlyList<string> Findings, IReadOnlyList<string> Notes) Of(LocalReport report, IReadOnlyDictionary<string, RemoteItem> there)
    {
        var (findings, notes) = (new List<string>(), new List<string>());
        foreach (var file in report.Files)
        {
            var item = there.GetValueOrDefault(file.Name);
            if (item is null)
                findings.Add($"{file.Name} was sent and is not there; run this again.");
            else if (item.Holds(file) == false && OfficeFiles.Includes(file.Name))
                notes.Add($"{file.Name} has {How(file, item)} there: SharePoint writes properties of its own into files of office programs, so this one can't be checked against the manifest; hand a copy from here over to whoever checks.");
            else if (item.Holds(file) == false)
                findings.Add($"{file.Name} has {How(file, item)} there; look who changed it, and run this again with replacing allowed.");
        }

        var names = report.Files.Select(file => file.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        notes.AddRange(there.Values.Where(item => !names.Contains(item.Name)).OrderBy(item => item.Name, StringComparer.Ordinal).Take(20)
            .Select(item => $"The folder also holds '{item.Name}', which is not of this report; it was left there."));
        return (findings, notes);
    }

    private static string How(LocalFile file, RemoteItem item) => item.Bytes == file.Bytes ? "other bytes" : $"{item.Bytes:N0} bytes instead of {file.Bytes:N0}";
}
