using System.Text.Json;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Holds what a v1.0 request sends against Microsoft's schema: names of types, properties and values, down to the last level.</summary>
internal static class BodyCheck
{
    public static void Check(IEdmModel model, ODataPath path, Exchange exchange)
    {
        if (exchange.Raw.Body.Length == 0 || path.LastSegment is ReferenceSegment or NavigationPropertyLinkSegment || path.LastSegment.EdmType?.FullTypeName() == "Edm.Stream")
            return;
        var body = exchange.Json();
        if (path.LastSegment is OperationSegment { Operations: var operations })
        {
            var parameters = operations.First().Parameters.Skip(1).ToList();
            foreach (var member in body.EnumerateObject().Where(member => !member.Name.Contains('@', StringComparison.Ordinal)))
            {
                var parameter = parameters.Find(known => string.Equals(known.Name, member.Name, StringComparison.OrdinalIgnoreCase))
                    ?? throw Refusal.BadRequest($"The parameter '{member.Name}' in the request payload is not a valid parameter for the operation '{operations.First().Name}'.");
                CheckValue(model, member.Value, parameter.Type, member.Name);
            }
            return;
        }
        var type = path.LastSegment.EdmType is IEdmCollectionType collection ? collection.ElementType.Definition : path.LastSegment.EdmType;
        if (type is IEdmStructuredType structured)
            CheckObject(model, body, structured);
    }

    private static void CheckObject(IEdmModel model, JsonElement value, IEdmStructuredType expected)
    {
        // Its properties are the columns of the list.
        if (expected is IEdmEntityType { Name: "fieldValueSet" })
            return;
        if (value.ValueKind != JsonValueKind.Object)
            throw Refusal.BadRequest($"A value of type '{expected.FullTypeName()}' must be an object.");
        var type = expected;
        if (value.TryGetProperty("@odata.type", out var named))
        {
            type = model.FindType((named.GetString() ?? "").TrimStart('#')) as IEdmStructuredType
                ?? throw Refusal.BadRequest($"A type named '{named}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.");
            if (!type.IsOrInheritsFrom(expected))
                throw Refusal.BadRequest($"The type '{type.FullTypeName()}' is not a kind of '{expected.FullTypeName()}'.");
        }
        foreach (var member in value.EnumerateObject())
        {
            var name = member.Name.Split('@')[0];
            if (name.Length == 0)
                continue;
            var property = type.FindProperty(name)
                ?? throw Refusal.BadRequest($"The property '{name}' does not exist on type '{type.FullTypeName()}'. Make sure to only use property names that are defined by the type.");
            if (name.Length == member.Name.Length)
                CheckValue(model, member.Value, property.Type, name);
        }
    }

    private static void CheckValue(IEdmModel model, JsonElement value, IEdmTypeReference type, string name)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        if (type.IsCollection())
        {
            if (value.ValueKind != JsonValueKind.Array)
                throw Wrong(name, type);
            foreach (var item in value.EnumerateArray())
                CheckValue(model, item, type.AsCollection().ElementType(), name);
            return;
        }
        if (type.Definition is IEdmStructuredType structured)
            CheckObject(model, value, structured);
        else if (!Fits(value, type))
            throw Wrong(name, type);
    }

    private static bool Fits(JsonElement value, IEdmTypeReference type) => type.IsEnum()
        ? value.ValueKind == JsonValueKind.String && value.GetString()!.Split(',').All(word => type.AsEnum().EnumDefinition().Members.Any(member => string.Equals(member.Name, word.Trim(), StringComparison.OrdinalIgnoreCase)))
        : type.PrimitiveKind() switch
        {
            EdmPrimitiveTypeKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            EdmPrimitiveTypeKind.Int16 or EdmPrimitiveTypeKind.Int32 or EdmPrimitiveTypeKind.Byte => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            EdmPrimitiveTypeKind.Int64 or EdmPrimitiveTypeKind.Double or EdmPrimitiveTypeKind.Decimal or EdmPrimitiveTypeKind.Single => value.ValueKind == JsonValueKind.Number,
            EdmPrimitiveTypeKind.Guid => value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out _),
            EdmPrimitiveTypeKind.DateTimeOffset => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
            EdmPrimitiveTypeKind.String => value.ValueKind == JsonValueKind.String,
            _ => true,
        };

    private static Refusal Wrong(string name, IEdmTypeReference type) => Refusal.BadRequest($"Cannot convert the value of the property '{name}' to the expected type '{type.FullName()}'.");
}
