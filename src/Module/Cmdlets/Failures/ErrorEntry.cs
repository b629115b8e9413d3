using System.Globalization;
using System.Management.Automation;
using System.Resources;

namespace TikTokBan.Cmdlets.Failures;

/// <summary>One line of the catalogue of errors: what scripts and people can rely on, whatever the sentence says.</summary>
/// <param name="Id">What <c>FullyQualifiedErrorId</c> begins with, and the key of its texts.</param>
/// <param name="Category">PowerShell's category.</param>
internal sealed record ErrorEntry(string Id, ErrorCategory Category)
{
    private static readonly ResourceManager Texts = new("TikTokBan.Cmdlets.Texts.Errors", typeof(ErrorEntry).Assembly);
    private static readonly string[] Translations = ["fr", "nl", "de"];

    /// <summary>What it means, in the language of the user interface.</summary>
    public string Meaning => Text(Id);

    /// <summary>What to do about it.</summary>
    public string Action => Text(Id + ".Action");

    /// <summary>Its place in the documents.</summary>
    public string Help => "docs/errors.md#" + Id.ToLowerInvariant();

    /// <summary>Whether what the library says, which is English, needs the meaning before it.</summary>
    public static bool IsTranslated => Translations.Contains(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, StringComparer.Ordinal);

    private static string Text(string key) =>
        Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"no text for {key}");
}
