using System.Text.Json;
using TikTokBan.Cli.Options;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cli.Printing;

/// <summary>Writes what can be read of a tenant as JSON; <c>schemas/access.schema.json</c> describes it.</summary>
internal static class AccessJson
{
    public static void Write(Utf8JsonWriter writer, TenantContext context, IReadOnlyList<SourceAccess> found, GrantPlan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("tenant", context.TenantId);
        writer.WriteString("cloud", Parsing.Word(context.Cloud));
        writer.WriteString("signIn", context.SignIn);
        Known(writer, "clientId", context.ClientId);
        writer.WriteBoolean("delegated", context.IsDelegated);
        Words(writer, "permissions", context.Permissions);
        writer.WriteStartArray("sources");
        foreach (var source in found)
            Source(writer, source);
        writer.WriteEndArray();
        Grant(writer, plan);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, GrantPlan everything)
    {
        writer.WriteStartObject();
        Grant(writer, everything);
        writer.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter writer, SourceAccess source)
    {
        writer.WriteStartObject();
        writer.WriteString("source", source.Source);
        writer.WriteString("state", Parsing.Word(source.State));
        Known(writer, "problem", source.Problem);
        writer.WriteBoolean("optional", source.IsOptional);
        writer.WriteBoolean("acting", source.IsForActing);
        writer.WriteStartObject("missing");
        Words(writer, "application", source.MissingApplication);
        Words(writer, "delegated", source.MissingDelegated);
        writer.WriteEndObject();
        writer.WriteStartArray("operations");
        foreach (var operation in source.Operations)
        {
            writer.WriteStartObject();
            writer.WriteString("operation", operation.Operation);
            writer.WriteString("method", operation.Method);
            writer.WriteString("path", operation.Path);
            writer.WriteString("state", Parsing.Word(operation.State));
            writer.WriteBoolean("asked", operation.WasAsked);
            writer.WriteBoolean("optional", operation.IsOptional);
            Known(writer, "permission", operation.Permission);
            Known(writer, "problem", operation.Problem);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Grant(Utf8JsonWriter writer, GrantPlan plan)
    {
        writer.WriteStartObject("grant");
        writer.WriteStartArray("permissions");
        foreach (var needed in plan.Permissions)
        {
            writer.WriteStartObject();
            writer.WriteString("permission", needed.Permission);
            Words(writer, "sources", needed.Sources);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("powershell", plan.ToPowerShell());
        writer.WriteString("az", plan.ToAz());
        writer.WriteEndObject();
    }

    // What is not known is left out.
    private static void Known(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void Words(Utf8JsonWriter writer, string name, IReadOnlyList<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words)
            writer.WriteStringValue(word);
        writer.WriteEndArray();
    }
}
