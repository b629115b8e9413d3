using System.Text.RegularExpressions;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Takes out of free text what a report without names must not carry. Text that quotes a source's rows is dropped whole;
/// other text loses what is quoted, every address, every long number, and every value that the scan knows to be somebody's.
/// </summary>
internal sealed partial class Redaction
{
    private const string Removed = "[…]";

    private readonly bool _active;
    private readonly PersonalValues _personal = new();
    private readonly FileNames _files;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <param name="input">All that a report is made of.</param>
    /// <param name="active">Whether anything is to be taken out.</param>
    public Redaction(ReportInput input, bool active)
    {
        _active = active;
        _files = new FileNames(active ? input.Scan.Coverage.Select(source => source.Location).Concat(input.Scan.Rejected.Select(row => row.Location)).Concat(input.Scan.Unrecognised.Select(file => file.Location)) : []);
        if (!active)
            return;
        Know(input.Scan);
        if (input.Previous is { } previous)
            Know(previous);
        foreach (var waiver in input.Waivers)
            Know(waiver.Holder, waiver.Serial, waiver.DeviceId, waiver.ApprovedBy, waiver.Grantor, waiver.Revocation?.By);
        foreach (var (plan, _) in input.Plans)
        {
            _personal.Add(plan.Author);
            foreach (var device in plan.Devices)
                Know(device.Id, device.EntraDeviceId, device.Name, device.Serial, device.User);
        }
    }

    public string? Text(string? text)
    {
        if (!_active || text is null)
            return text;
        // The same few sentences stand in a hundred thousand cases.
        if (!_known.TryGetValue(text, out var clean))
            _known[text] = clean = Clean(text);
        return clean;
    }

    /// <summary>A file's name without ids, unless it names somebody; then what kind of source it is.</summary>
    public string Location(string location, string? instead = null)
    {
        if (!_active)
            return location;
        var name = FileNames.Short(location);
        return Clean(name) != name || _personal.NamesSomebody(name) ? instead ?? Removed : name + _files.NumberOf(location);
    }

    public UnrecognisedFile File(UnrecognisedFile file) =>
        _active ? new UnrecognisedFile(Location(file.Location), "") : file;

    private void Know(ScanResult scan)
    {
        foreach (var exposure in scan.Exposures)
        {
            Know(exposure.Id, exposure.Person?.Id, exposure.Person?.UserPrincipalName);
            _personal.AddName(exposure.Person?.DisplayName);
            Know(exposure.Device?.Id, exposure.Device?.IntuneId, exposure.Device?.EntraDeviceId, exposure.Device?.Name, exposure.Device?.Serial, exposure.Device?.Address);
        }

        foreach (var suspicion in scan.Suspicions)
            Know(suspicion.PersonId, suspicion.UserPrincipalName, suspicion.DeviceId, suspicion.DeviceName);
    }

    private void Know(params string?[] values) => _personal.Add(values);

    private string Clean(string text) => Revealing().Replace(_personal.Remove(text, Removed), Removed);

    [GeneratedRegex("""["“«][^"”»]*["”»]|'[^']*'|\S*@\S*|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?<!\d)(?!20\d{12}(?!\d))\d{9,}|\b\d{1,3}(\.\d{1,3}){3}\b""", RegexOptions.None, 1000)]
    private static partial Regex Revealing();
}
