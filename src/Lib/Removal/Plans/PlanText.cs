using System.Resources;
using TikTokBan.Directives;

namespace TikTokBan.Removal.Plans;

/// <summary>The words of a plan in one language.</summary>
internal sealed class PlanText(string language)
{
    private static readonly ResourceManager Texts = new("TikTokBan.Removal.Plans.Texts.PlanText", typeof(PlanText).Assembly);

    private readonly ResourceWords _words = new(Texts, language);

    public string UndoGroup => _words.Get(nameof(UndoGroup));

    public string UndoMembers => _words.Get(nameof(UndoMembers));

    public string UndoApp => _words.Get(nameof(UndoApp));

    public string MadeBy(string plan) => _words.Format(nameof(MadeBy), plan);

    public string Reason(LeftOutReason reason) => _words.Get($"Reason.{reason}");

    public string Get(string key) => _words.Get(key);

    public string Format(string key, params object?[] values) => _words.Format(key, values);
}
