using System.Text.RegularExpressions;

namespace TikTokBan.Removal.Blocks.Formats.Mail;

/// <summary>The senders as mail flow rules, each below what the service takes of one.</summary>
internal static class TransportRules
{
    // A rule takes 8 KB in all; its name, comment and actions need some of that.
    private const int LongestCondition = 6000;

    /// <summary>Each rule as a PowerShell hashtable: its name and one condition.</summary>
    public static IReadOnlyList<string> Of(BlockSelection selection, string mark) =>
    [
        .. Rules($"{mark}: domains", "SenderDomainIs", selection.Senders.Where(one => one.IsDomain).Select(one => one.Value)),
        .. Rules($"{mark}: addresses", "FromAddressMatchesPatterns", selection.Senders.Where(one => !one.IsDomain).Select(one => $"^{Regex.Escape(one.Value)}$")),
    ];

    private static IEnumerable<string> Rules(string name, string condition, IEnumerable<string> values)
    {
        var number = 0;
        foreach (var part in Parts(values))
            yield return $"@{{ Name = {ExchangeScript.Literal($"{name} {++number}")}; {condition} = @({string.Join(", ", part.Select(ExchangeScript.Literal))}) }}";
    }

    private static IEnumerable<List<string>> Parts(IEnumerable<string> values)
    {
        var part = new List<string>();
        var length = 0;
        foreach (var value in values)
        {
            if (length + value.Length > LongestCondition)
            {
                yield return part;
                (part, length) = ([], 0);
            }

            part.Add(value);
            length += value.Length + 1;
        }

        if (part.Count > 0)
            yield return part;
    }
}
