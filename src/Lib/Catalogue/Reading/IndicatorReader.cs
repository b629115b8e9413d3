using TikTokBan.Yaml;

namespace TikTokBan.Catalogue.Reading;

/// <summary>Reads indicators: those inside an application, groups that share their fields, and excluded values.</summary>
internal static class IndicatorReader
{
    /// <summary>An indicator listed inside its application.</summary>
    public static IndicatorDraft Own(YamlMapping fields, string application, ApplicationClass kind, CatalogueDraft draft)
    {
        fields.AllowOnly("kind", "value", "platform", "role", "outcome", "confirmedBy", "sources", "note");
        return One(fields, fields, fields.RequireOneOf("kind", CatalogueVocabulary.Kinds), application, kind, draft);
    }

    /// <summary>Many indicators of one kind; what the group states holds for each that does not state otherwise.</summary>
    public static void Group(YamlMapping group, CatalogueDraft draft)
    {
        group.AllowOnly("kind", "class", "application", "platform", "role", "outcome", "confirmedBy", "sources", "note", "values");
        var kind = group.RequireOneOf("kind", CatalogueVocabulary.Kinds);
        var owner = ApplicationReader.ClassOf(group, draft);
        var application = group.Text("application");
        if (application is not null)
            CheckOwner(group, application, owner, draft);

        var values = group.Require("values").AsSequence("'values'").Items;
        if (values.Count == 0)
            throw group.Error("the group has no values");
        foreach (var item in values)
        {
            if (item is YamlMapping fields)
            {
                fields.AllowOnly("value", "platform", "role", "outcome", "confirmedBy", "sources", "note");
                draft.Add(One(fields, group, kind, application, owner, draft));
            }
            else
            {
                draft.Add(Build(item, item.AsText("a value"), group, group, kind, application, owner, draft));
            }
        }
    }

    public static ExcludedDraft Excluded(YamlMapping fields)
    {
        fields.AllowOnly("kind", "value", "why");
        var kind = fields.RequireOneOf("kind", CatalogueVocabulary.Kinds);
        var value = fields.Require("value");
        var text = value.AsText("'value'");
        return new ExcludedDraft(value, kind, text, IndicatorText.Canonical(kind, text, value), fields.RequireText("why"));
    }

    /// <summary>An outcome may be milder than the class says, never graver: the class is where that is decided.</summary>
    public static void RefuseRaise(YamlMapping fields, MatchOutcome? outcome, ApplicationClass kind)
    {
        if (outcome > kind.Outcome)
            throw fields.Require("outcome").Error($"the outcome can't be graver than that of the class '{kind.Id}'");
    }

    private static void CheckOwner(YamlMapping group, string application, ApplicationClass owner, CatalogueDraft draft)
    {
        var field = group.Require("application");
        if (!draft.Applications.TryGetValue(application, out var known))
            throw field.Error($"the application '{application}' is not defined");
        if (known.Class != owner.Id)
            throw field.Error($"the application '{application}' is of the class '{known.Class}', not '{owner.Id}'");
        if (known.Shipped && !draft.Shipped)
            throw field.Error($"the application '{application}' is shipped and can't be added to; define an application of your own");
    }

    private static IndicatorDraft One(YamlMapping fields, YamlMapping defaults, IndicatorKind kind, string? application, ApplicationClass owner, CatalogueDraft draft)
    {
        var value = fields.Require("value");
        return Build(value, value.AsText("'value'"), fields, defaults, kind, application, owner, draft);
    }

    private static IndicatorDraft Build(YamlNode at, string text, YamlMapping fields, YamlMapping defaults, IndicatorKind kind, string? application, ApplicationClass owner, CatalogueDraft draft)
    {
        YamlNode? Field(string key) => fields.Find(key) ?? defaults.Find(key);

        var outcome = Field("outcome")?.AsOneOf("'outcome'", CatalogueVocabulary.Outcomes);
        RefuseRaise(fields.Find("outcome") is null ? defaults : fields, outcome, owner);
        var sources = (Field("sources") ?? throw at.Error("'sources' is missing: an indicator says where it was found")).AsSequence("'sources'");
        if (sources.Items.Count == 0)
            throw sources.Error("'sources' is empty: an indicator says where it was found");
        foreach (var source in sources.Items)
        {
            var id = source.AsText("a source");
            if (!draft.Sources.ContainsKey(id))
                throw source.Error($"the source '{id}' is not described; add it under 'sources'");
        }

        return new IndicatorDraft(at, kind, text, IndicatorText.Canonical(kind, text, at), application, owner.Id)
        {
            Platform = Field("platform")?.AsOneOf("'platform'", CatalogueVocabulary.Platforms),
            Role = Field("role")?.AsOneOf("'role'", CatalogueVocabulary.Roles),
            Outcome = outcome,
            ConfirmedBy = (Field("confirmedBy") ?? throw at.Error("'confirmedBy' is missing: say how many independent sources state the value")).AsInteger("'confirmedBy'", 0, 1000),
            Sources = sources.AsTexts("'sources'"),
            Note = Field("note")?.AsText("'note'"),
        };
    }
}
