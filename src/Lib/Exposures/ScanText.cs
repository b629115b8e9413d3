using System.Globalization;
using System.Resources;
using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>The sentences that a scan itself adds to a case's reasons.</summary>
internal sealed class ScanText(string language)
{
    private static readonly ResourceManager Texts = new("TikTokBan.Exposures.Texts.ScanText", typeof(ScanText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language);

    public string NeedsSecondSignal(string verdict, string conduct) => Format(nameof(NeedsSecondSignal), verdict, conduct);

    public string WaiverDoesNotHold(string id) => Format(nameof(WaiverDoesNotHold), id);

    public string Assumed(string text) => Format(nameof(Assumed), text);

    public string RegisterDisagrees(string path) => Format(nameof(RegisterDisagrees), path);

    public string Of(Verdict verdict) => Text($"Verdict_{verdict}");

    public string Of(Conduct conduct) => Text($"Conduct_{conduct}");

    private string Format(string key, params object[] values) => string.Format(_culture, Text(key), values);

    private string Text(string key) =>
        Texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"no text for {key}");
}
