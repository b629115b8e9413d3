using TikTokBan.Yaml;

namespace TikTokBan.Catalogue.Reading;

/// <summary>Reads the files of the shipped folder and of an authority's own into one set of parts.</summary>
internal static class CatalogueReader
{
    public static CatalogueParts Read(string directory, IReadOnlyList<string> own)
    {
        var draft = new CatalogueDraft();
        ReadFolder(directory, draft, shipped: true);
        var manifest = draft.Manifest ?? throw new UnusableInputException(InputProblem.CatalogueUnusable, "no file states version, minimum and classes; catalogue.yaml does in the shipped folder", directory);
        CheckSize(manifest, draft);

        foreach (var folder in own)
            ReadFolder(folder, draft, shipped: false);
        return CatalogueAssembly.Assemble(draft, manifest.RequireText("version"));
    }

    private static void ReadFolder(string directory, CatalogueDraft draft, bool shipped)
    {
        draft.Shipped = shipped;
        var files = CatalogueFolder.Files(directory).Select(path => YamlFile.Load(path, problem: InputProblem.CatalogueUnusable)).ToList();
        foreach (var file in files)
        {
            if (shipped)
                file.AllowOnly("version", "minimum", "classes", "sources", "applications", "indicators", "never", "words");
            else
                file.AllowOnly("classes", "sources", "applications", "indicators", "never");
            if (file.Find("version") is { } version)
                draft.Manifest = draft.Manifest is null ? file : throw version.Error($"the version is stated a second time; {draft.Manifest.Path} states it already");
        }

        // What others refer to comes first, whichever file it stands in.
        foreach (var file in files)
        {
            Classes(file, draft);
            Sources(file, draft);
            if (file.Mapping("words") is { } words)
                draft.Words = Words(words);
        }

        foreach (var item in files.SelectMany(file => file.Items("applications")))
            draft.Add(ApplicationReader.Application(item.AsMapping("an application"), draft));
        foreach (var item in files.SelectMany(file => file.Items("indicators")))
            IndicatorReader.Group(item.AsMapping("a group of indicators"), draft);
        foreach (var item in files.SelectMany(file => file.Items("never")))
            draft.Add(IndicatorReader.Excluded(item.AsMapping("an excluded value")));
    }

    private static void Classes(YamlMapping file, CatalogueDraft draft)
    {
        foreach (var (key, value) in file.Mapping("classes")?.Entries ?? [])
        {
            var fields = value.AsMapping($"the class '{key.Text}'");
            fields.AllowOnly("title", "outcome");
            var one = new ApplicationClass(key.Text, fields.RequireText("title"), fields.RequireOneOf("outcome", CatalogueVocabulary.Outcomes));
            if (!draft.Classes.TryAdd(key.Text, one) && draft.Classes[key.Text] != one)
                throw key.Error($"the class '{key.Text}' is defined already and otherwise; choose another id");
        }
    }

    private static void Sources(YamlMapping file, CatalogueDraft draft)
    {
        foreach (var (key, value) in file.Mapping("sources")?.Entries ?? [])
        {
            var fields = value.AsMapping($"the source '{key.Text}'");
            fields.AllowOnly("what", "where", "tier");
            var one = new CatalogueSource(key.Text, fields.RequireText("what"), fields.RequireText("where"), fields.RequireOneOf("tier", CatalogueVocabulary.Tiers));
            if (!draft.Sources.TryAdd(key.Text, one) && draft.Sources[key.Text] != one)
                throw key.Error($"the source '{key.Text}' is described already and otherwise; choose another id");
        }
    }

    private static CatalogueWords Words(YamlMapping words)
    {
        words.AllowOnly("thirdParty", "impersonation", "code", "filler", "account");
        var thirdParty = new List<string>();
        foreach (var item in words.Items("thirdParty"))
        {
            var group = item.AsMapping("a group of words");
            group.AllowOnly("language", "words");
            group.RequireText("language");
            thirdParty.AddRange(group.Texts("words"));
        }

        return new CatalogueWords(thirdParty, words.Texts("impersonation"), words.Texts("code"), words.Texts("filler"), words.Texts("account"));
    }

    /// <summary>A catalogue that lost a part finds less, and looks as if there were less to find.</summary>
    private static void CheckSize(YamlMapping manifest, CatalogueDraft draft)
    {
        var minimum = manifest.RequireMapping("minimum");
        minimum.AllowOnly("applications", "indicators");
        var applications = minimum.Require("applications").AsInteger("'applications'", 1);
        var indicators = minimum.Require("indicators").AsInteger("'indicators'", 1);
        if (draft.Applications.Count < applications)
            throw minimum.Error($"the catalogue holds {draft.Applications.Count} applications and must hold at least {applications}; restore the missing files");
        if (draft.Indicators.Count < indicators)
            throw minimum.Error($"the catalogue holds {draft.Indicators.Count} indicators and must hold at least {indicators}; restore the missing files");
    }
}
