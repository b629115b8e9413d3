using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.UriParser;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Asks Microsoft's schema whether a path and its query make sense: names of segments, properties and relations, and what is compared with what.</summary>
internal sealed partial class SchemaCheck(string? file)
{
    private static readonly Uri Root = new("https://graph.microsoft.com/v1.0/");

    private readonly Lazy<IEdmModel?> _model = new(() => file is null ? null : Read(file));

    /// <summary>Whether the schema is known.</summary>
    public bool IsOfficial => file is not null;

    public void Check(Exchange exchange)
    {
        if (exchange.Route.IsBeta)
        {
            BetaProperties.Check(exchange);
            exchange.Tenant.Bodies.Check(exchange);
        }
        else if (_model.Value is { } model)
            Check(model, exchange);
    }

    private static void Check(IEdmModel model, Exchange exchange)
    {
        var parser = new ODataUriParser(model, Root, new Uri(Root, Target(exchange)))
        {
            Resolver = new StringAsEnumResolver { EnableCaseInsensitive = true },
            UrlKeyDelimiter = ODataUrlKeyDelimiter.Slash,
        };
        try
        {
            var uri = parser.ParseUri();
            if (uri.SelectAndExpand is { } shown && Undeclared(model, shown, uri.Path.LastSegment.EdmType) is { } name)
                throw Refusal.BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{name}'.");
            if (exchange.Route.Changes)
                BodyCheck.Check(model, uri.Path, exchange);
        }
        catch (ODataUnrecognizedPathException refused)
        {
            throw Refusal.BadRequest($"Resource not found for the segment '{refused.CurrentSegment}'.");
        }
        catch (ODataException refused)
        {
            throw Refusal.BadRequest($"Parsing OData Select and Expand failed: {refused.Message}");
        }
    }

    // The directory's types are open to the parser, as a tenant may extend them; the service knows their properties all the same.
    private static string? Undeclared(IEdmModel model, SelectExpandClause clause, IEdmType type) => clause.SelectedItems.Select(item => item switch
    {
        PathSelectItem path => path.SelectedPath.OfType<DynamicPathSegment>().Select(segment => segment.Identifier).FirstOrDefault(name => !IsOfSomeKind(model, type, name)),
        ExpandedNavigationSelectItem relation when relation.SelectAndExpand is not null => Undeclared(model, relation.SelectAndExpand, relation.PathToNavigationProperty.LastSegment.EdmType),
        _ => null,
    }).FirstOrDefault(name => name is not null);

    // Of a relation to objects of any kind, properties that only some kind has may be asked for.
    private static bool IsOfSomeKind(IEdmModel model, IEdmType type, string name)
    {
        var element = type is IEdmCollectionType collection ? collection.ElementType.Definition : type;
        return name.StartsWith("extension_", StringComparison.Ordinal)
            || (element is IEdmEntityType { Name: "directoryObject" } any && model.FindAllDerivedTypes(any).Any(kind => kind.FindProperty(name) is not null));
    }

    // The service takes functions without their namespace and alternate keys; the parser wants them spelled out.
    private static string Target(Exchange exchange)
    {
        var path = Route.Normal(exchange.Raw.Path)["/v1.0/".Length..];
        path = path.EndsWith("/delta", StringComparison.OrdinalIgnoreCase) ? path[..^5] + "microsoft.graph.delta()" : path;
        path = path.Replace("/runHuntingQuery", "/microsoft.graph.security.runHuntingQuery", StringComparison.Ordinal);
        path = BoundAction().Replace(path, "/microsoft.graph.$1");
        path = AlternateKey().Replace(path, "/$1");

        // What is between colons is a path below an item or a host, and the end of it another item or site.
        path = SiteByPath().Replace(path, "sites/by-path");
        path = ItemByPath().Replace(path, "/items/by-path");
        return $"{path}?{Behaviour().Replace(exchange.Raw.Query, "")}";
    }

    private static IEdmModel Read(string file)
    {
        using var reader = XmlReader.Create(file);
        return CsdlReader.TryParse(reader, out var model, out var errors) ? model : throw new InvalidDataException($"{file} is not a schema: {errors.First()}");
    }

    [GeneratedRegex("/(assign|syncDevice|createUploadSession)$")]
    private static partial Regex BoundAction();

    [GeneratedRegex("^sites/[^/:]+:/[^/]+/[^/:]+:?")]
    private static partial Regex SiteByPath();

    [GeneratedRegex("/items/[^/:]+:/[^/]+?(:(?=/)|$)")]
    private static partial Regex ItemByPath();

    [GeneratedRegex("@microsoft\\.graph\\.conflictBehavior=\\w+&?")]
    private static partial Regex Behaviour();

    [GeneratedRegex(@"\(\w+='([^']*)'\)")]
    private static partial Regex AlternateKey();
}
