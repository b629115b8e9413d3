using System.Text.RegularExpressions;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Takes out of free text what an aggregate report must not carry. Text that quotes a source's rows is dropped whole;
/// other text loses what is quoted, every address, every long number, and every value that the scan knows to be somebody's.
/// </summary>
internal sealed partial class Redaction
{
    private const string Removed = "[…]";

    private readonly bool _active;
    private readonly HashSet<string> _personal = new(StringComparer.OrdinalIgnoreCase);

    public Redaction(ScanResult scan, ReportOptions options)
    {
        _active = options.Detail == ReportDetail.Aggregate;
        if (!_active)
            return;
        foreach (var exposure in scan.Exposures)
        {
            Know(exposure.Person?.Id, exposure.Person?.UserPrincipalName, exposure.Person?.DisplayName);
            Know(exposure.Device?.Id, exposure.Device?.IntuneId, exposure.Device?.EntraDeviceId, exposure.Device?.Name, exposure.Device?.Serial, exposure.Device?.Address);
        }

        foreach (var suspicion in scan.Suspicions)
            Know(suspicion.PersonId, suspicion.UserPrincipalName, suspicion.DeviceId, suspicion.DeviceName);
    }

    public string? Text(string? text) => !_active || text is null || !IsPersonal(text, out var clean) ? text : clean;

    /// <summary>A file's name, unless it names somebody; then what kind of source it is.</summary>
    public string Location(string location, string? instead = null) =>
        _active && IsPersonal(location, out _) ? instead ?? Removed : location;

    public UnrecognisedFile File(UnrecognisedFile file) =>
        _active ? new UnrecognisedFile(Location(file.Location), "") : file;

    private void Know(params string?[] values)
    {
        foreach (var value in values)
        {
            if (value is { Length: >= 3 })
                _personal.Add(value);
        }
    }

    private bool IsPersonal(string text, out string clean)
    {
        clean = Revealing().Replace(text, Removed);
        if (_personal.Contains(clean))
            clean = Removed;
        // A scan knows up to some hundred thousand names and a report has a few dozen such texts, so looking for each name is affordable.
        foreach (var value in _personal)
        {
            if (clean.Contains(value, StringComparison.OrdinalIgnoreCase))
                clean = clean.Replace(value, Removed, StringComparison.OrdinalIgnoreCase);
        }

        return clean != text;
    }

    [GeneratedRegex("""["“«][^"”»]*["”»]|'[^']*'|\S*@\S*|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?<!\d)(?!20\d{12}(?!\d))\d{9,}|\b\d{1,3}(\.\d{1,3}){3}\b""", RegexOptions.None, 1000)]
    private static partial Regex Revealing();
}
