using System.Text.Json;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Finds the browsers' lists of blocked addresses among a tenant's settings. Their ids differ from tenant to tenant and from version to version.</summary>
internal static class BrowserSettings
{
    private const string Switch = "URLBlocklist";

    // What an administrator may only recommend lies in a folder of its own, and is no block.
    private static readonly (string Browser, string Folder)[] Browsers = [("Edge", "~policy~microsoft_edge_"), ("Chrome", "~policy~googlechrome_")];

    public static (IReadOnlyList<BrowserSetting> Found, IReadOnlyList<string> Missing) Find(IReadOnlyList<JsonElement> rows)
    {
        var found = new List<BrowserSetting>();
        var missing = new List<string>();
        foreach (var (browser, folder) in Browsers)
        {
            var switches = rows.Where(row => IsSwitch(row, folder)).DistinctBy(row => RowText.Of(row, "id")).ToList();
            var settings = switches.SelectMany(row => Lists(rows, row).Select(list => new BrowserSetting(browser, RowText.Of(row, "id")!, list.Option, list.Id))).Distinct().ToList();
            if (switches.Count == 1 && settings is [var only])
                found.Add(only);
            else
                missing.Add($"The block list of {browser} is not planned: this tenant's settings catalogue has {(switches.Count == 0 ? "no setting" : $"{Math.Max(switches.Count, settings.Count)} settings")} that could be meant{Named(switches)}; set it by hand, with the addresses that 'block list --as {browser.ToLowerInvariant()}Policy' writes.");
        }

        return (found, missing);
    }

    private static bool IsSwitch(JsonElement row, string folder) =>
        Type(row).EndsWith("ChoiceSettingDefinition", StringComparison.Ordinal)
        && string.Equals(RowText.Of(row, "name"), Switch, StringComparison.OrdinalIgnoreCase)
        && RowText.Of(row, "id") is { } id && id.StartsWith("device_", StringComparison.OrdinalIgnoreCase) && id.EndsWith(folder + Switch, StringComparison.OrdinalIgnoreCase);

    // The list hangs below the option that switches it on; where a row does not say below which, only one may be called so.
    private static IEnumerable<(string Id, string Option)> Lists(IReadOnlyList<JsonElement> rows, JsonElement parent)
    {
        var id = RowText.Of(parent, "id");
        var options = Items(parent, "options").ToList();
        var enabling = options.Where(option => string.Equals(RowText.Of(option, "name"), "Enabled", StringComparison.OrdinalIgnoreCase)).Select(option => RowText.Of(option, "itemId")).OfType<string>().ToList();
        return from row in rows
               where Type(row).EndsWith("SimpleSettingCollectionDefinition", StringComparison.Ordinal) && RowText.Of(row, "rootDefinitionId") == id
               let hung = Items(row, "dependentOn").Where(one => RowText.Of(one, "parentSettingId") == id).Select(one => RowText.Of(one, "dependentOn")).OfType<string>().ToList()
               from option in hung.Count > 0 ? hung : enabling
               where options.Exists(one => RowText.Of(one, "itemId") == option)
               select (RowText.Of(row, "id")!, option);
    }

    private static string Named(List<JsonElement> switches) => switches.Count < 2 ? "" : $" ({string.Join(", ", switches.Select(row => RowText.Of(row, "id")).Order(StringComparer.Ordinal))})";

    private static string Type(JsonElement row) => RowText.Of(row, "@odata.type") ?? "";

    private static IEnumerable<JsonElement> Items(JsonElement row, string name) =>
        row.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
}
