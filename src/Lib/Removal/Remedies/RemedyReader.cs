using TikTokBan.Directives;
using TikTokBan.Yaml;

namespace TikTokBan.Removal.Remedies;

/// <summary>Reads the three files of the matrix, and refuses every word that it does not know.</summary>
internal static class RemedyReader
{
    private static readonly string[] Files = ["controls.yaml", "notices.yaml", "remedies.yaml"];

    private static readonly Dictionary<string, bool?> Supervisions = new() { ["yes"] = true, ["no"] = false, ["unknown"] = null };

    private static readonly Dictionary<string, string> Platforms = Situation.Platforms.ToDictionary(word => word);

    /// <summary>Kinds of action that carry a control out, once for a group or once for a device.</summary>
    public static Dictionary<string, string> Kinds { get; } = ActionKinds.OfControls.ToDictionary(word => word);

    public static Dictionary<string, EnrolmentKind> Enrolments { get; } = WordsOf<EnrolmentKind>();

    public static Dictionary<string, InstallMethod> InstallMethods { get; } = WordsOf<InstallMethod>();

    public static Dictionary<string, ControlEffect> Effects { get; } = WordsOf<ControlEffect>();

    public static RemedyMatrix Read(string directory)
    {
        var content = Files.Select(name => YamlFile.Read(Path.Combine(directory, name), YamlLimits.Default)).ToList();
        var files = Files.Zip(content, (name, bytes) => YamlFile.Load(Path.Combine(directory, name), bytes)).ToList();
        files[0].AllowOnly("controls");
        files[1].AllowOnly("notices");
        files[2].AllowOnly("version", "remedies");
        var controls = Distinct(files[0].Items("controls"), ReadControl, control => control.Id);
        var notices = Distinct(files[1].Items("notices"), ReadNotice, notice => notice.Id);
        // Told to whoever is left out, whatever the situation.
        if (RemedyMatrix.NeededNotices.FirstOrDefault(id => !notices.ContainsKey(id)) is { } lacking)
            throw files[1].Error($"the notice '{lacking}' is missing; it is what somebody is told for whom nothing is done");
        var rows = Distinct(files[2].Items("remedies"), item => ReadRow(item, controls, notices), row => row.Remedy.Id);
        if (rows.Count == 0 || !rows.Values.Last().IsForTheRest)
            throw files[2].Error("the last remedy must have no 'when', so that every situation has one");
        if (rows.Values.SkipLast(1).FirstOrDefault(row => row.IsForTheRest) is { } early)
            throw files[2].Error($"the remedy '{early.Remedy.Id}' fits everything, so those after it are never reached; give it a 'when'");
        return new RemedyMatrix(files[2].RequireText("version"), RemedyMatrix.HashOf(content), [.. controls.Values], [.. rows.Values], notices);
    }

    private static Control ReadControl(YamlMapping item)
    {
        item.AllowOnly("id", "kind", "title", "platforms", "achieves", "needs", "reach", "left", "undo", "known");
        var needs = item.RequireMapping("needs");
        needs.AllowOnly("licence", "permissions", "beta");
        return new Control
        {
            Id = item.RequireText("id"),
            Kind = item.Find("kind")?.AsOneOf("'kind'", Kinds),
            Title = Text(item, "title"),
            Platforms = OneOf(item, "platforms", Platforms) ?? [],
            Achieves = OneOf(item, "achieves", Effects) ?? [],
            Permissions = needs.Texts("permissions"),
            Licence = needs.RequireText("licence"),
            Beta = needs.Boolean("beta") ?? false,
            TenantWide = item.Text("reach") switch
            {
                null => false,
                "tenant" => true,
                _ => throw item.Require("reach").Error("'reach' is 'tenant', or left out"),
            },
            Left = Text(item, "left"),
            Undo = Text(item, "undo"),
            Known = item.RequireText("known"),
        };
    }

    private static NoticeText ReadNotice(YamlMapping item)
    {
        item.AllowOnly("id", "subject", "text");
        return new NoticeText(item.RequireText("id"), Text(item, "subject"), Text(item, "text"));
    }

    private static RemedyRow ReadRow(YamlMapping item, Dictionary<string, Control> controls, Dictionary<string, NoticeText> notices)
    {
        item.AllowOnly("id", "title", "when", "controls", "notice");
        var when = item.Mapping("when");
        when?.AllowOnly("platform", "enrolment", "supervised", "installed");
        var platforms = when is null ? null : OneOf(when, "platform", Platforms);
        var chosen = item.Items("controls").Select(node => node.AsOneOf("each of 'controls'", controls)).ToList();
        // A control that the platform does not have would be sent, and do nothing.
        if (chosen.Find(control => platforms is null || platforms.Except(control.Platforms).Any()) is { } foreign)
            throw item.Error($"the control '{foreign.Id}' is not one of every platform of this remedy");
        return new RemedyRow(
            new Remedy(item.RequireText("id"), Text(item, "title"), chosen, item.Require("notice").AsOneOf("'notice'", notices)),
            platforms,
            when is null ? null : OneOf(when, "enrolment", Enrolments),
            when is null ? null : OneOf(when, "supervised", Supervisions),
            when is null ? null : OneOf(when, "installed", InstallMethods));
    }

    private static Dictionary<string, T> Distinct<T>(IReadOnlyList<YamlNode> items, Func<YamlMapping, T> read, Func<T, string> idOf)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var one = read(item.AsMapping("each entry"));
            if (!found.TryAdd(idOf(one), one))
                throw item.Error($"the id '{idOf(one)}' stands twice; give each its own");
        }

        return found;
    }

    private static List<T>? OneOf<T>(YamlMapping mapping, string key, Dictionary<string, T> words) =>
        mapping.Find(key) is { } node ? [.. node.AsSequence($"'{key}'").Items.Select(item => item.AsOneOf($"each of '{key}'", words))] : null;

    // What an official is told, and what an admin is left with, must be there in each language of the product.
    private static LocalText Text(YamlMapping item, string key)
    {
        var mapping = item.RequireMapping(key);
        mapping.AllowOnly([.. LocalText.Languages]);
        return new LocalText(LocalText.Languages.ToDictionary(language => language, mapping.RequireText));
    }

    private static Dictionary<string, T> WordsOf<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => Words.Camel(value.ToString()));
}
