namespace TikTokBan.Exposures.Comparison;

/// <summary>
/// Finds the cases of one scan in another. An id hangs on the strongest key that a scan knew of a device, so a case may return under
/// another id when a source was read, or wasn't; such a case is found by the other keys.
/// </summary>
internal static class CaseMatching
{
    /// <summary>Pairs of the same case, and those that have no counterpart.</summary>
    public static (List<(Exposure Before, Exposure After)> Pairs, List<Exposure> Gone, List<Exposure> New) Match(ScanResult before, ScanResult after)
    {
        var was = before.Exposures.DistinctBy(one => one.Id).ToDictionary(one => one.Id, StringComparer.Ordinal);
        var now = after.Exposures.DistinctBy(one => one.Id).ToDictionary(one => one.Id, StringComparer.Ordinal);
        List<(Exposure, Exposure)> pairs = [.. now.Values.Where(one => was.ContainsKey(one.Id)).Select(one => (was[one.Id], one))];
        List<Exposure> gone = [.. was.Values.Where(one => !now.ContainsKey(one.Id))];
        List<Exposure> left = [.. now.Values.Where(one => !was.ContainsKey(one.Id))];

        // By the device first: a person may have several.
        foreach (var keys in (Func<Exposure, IEnumerable<string>>[])[DeviceKeys, PersonKeys])
            (gone, left) = Pair(keys, gone, left, pairs);
        return (pairs, gone, left);
    }

    private static (List<Exposure> Gone, List<Exposure> Left) Pair(
        Func<Exposure, IEnumerable<string>> keys, List<Exposure> gone, List<Exposure> left, List<(Exposure Before, Exposure After)> pairs)
    {
        var byKey = gone.SelectMany(one => keys(one).Select(key => (Key: key, Case: one))).ToLookup(pair => pair.Key, pair => pair.Case, StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<Exposure> still = [];
        foreach (var one in left)
        {
            var found = keys(one).SelectMany(key => byKey[key]).FirstOrDefault(candidate => !taken.Contains(candidate.Id) && AreOne(candidate, one));
            if (found is null)
            {
                still.Add(one);
                continue;
            }

            taken.Add(found.Id);
            pairs.Add((found, one));
        }

        return ([.. gone.Where(one => !taken.Contains(one.Id))], still);
    }

    // Two devices that both have a key of one kind, and not the same, are two devices.
    private static bool AreOne(Exposure before, Exposure after) =>
        before.Device is not { } was || after.Device is not { } now
        || (Agree(was.IntuneId, now.IntuneId) && Agree(was.EntraDeviceId, now.EntraDeviceId) && Agree(was.Serial, now.Serial));

    private static bool Agree(string? one, string? other) => one is null || other is null || one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> DeviceKeys(Exposure exposure)
    {
        if (exposure.Device is not { } device)
            yield break;
        foreach (var (kind, key) in new[] { ("intune", device.IntuneId), ("entra", device.EntraDeviceId), ("serial", device.Serial), ("address", device.Address), ("name", device.Name) })
        {
            if (key is not null)
                yield return $"{exposure.Application}\n{kind}\n{key.ToUpperInvariant()}";
        }
    }

    private static IEnumerable<string> PersonKeys(Exposure exposure)
    {
        if (exposure.Person is not { } person)
            yield break;
        yield return $"{exposure.Application}\nid\n{person.Id.ToUpperInvariant()}";
        if (person.UserPrincipalName is { } name)
            yield return $"{exposure.Application}\nname\n{name.ToUpperInvariant()}";
    }
}
