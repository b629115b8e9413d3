using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The directory's users, on two pages, and three groups with their members.</summary>
internal static class EntraPeople
{
    private const string Select = "accountEnabled,companyName,department,displayName,employeeOrgData,employeeType,givenName,id,mail,officeLocation,otherMails,preferredLanguage,proxyAddresses,surname,userPrincipalName,userType";

    public const string MinisterGroup = "GRP-Minister";

    public static void Write(AuthorityWorld world, Target target)
    {
        var known = world.People.Where(person => person.InDirectory).ToList();
        var half = (known.Count + 1) / 2;
        target.Page("entra/users-1.json", $"users({Select})", $"users?$select={Select}&$top={half}&$skiptoken=RFNwdAIAAQAAABE6", known.Take(half).Select(User));
        target.Page("entra/users-2.json", $"users({Select})", null, known.Skip(half).Select(User));
        target.Page("entra/groups.json", "groups(id,displayName,securityEnabled,members())", null,
        [
            Group(world, MinisterGroup, [world.Minister]),
            Group(world, "GRP-Communication-Communicatie", known.Where(person => person.Unit == Unit.Communication).Take(20)),
            Group(world, "GRP-Mobile-Pilot", known.Where(person => person.Index % 61 == 5).Take(20)),
        ]);
    }

    private static string User(Person person) => JsonFile.Line(json =>
    {
        json.WriteString("id", person.Id);
        json.WriteBoolean("accountEnabled", person.Enabled);
        json.WriteString("displayName", person.Name);
        json.WriteString("givenName", person.Given);
        json.WriteString("surname", person.Surname);
        json.WriteString("userPrincipalName", person.Upn);
        json.WriteString("mail", person.Mail);
        json.WriteString("userType", person.Guest ? "Guest" : "Member");
        json.WriteString("companyName", person.Unit.Company);
        json.WriteString("department", person.Department);
        json.WriteString("officeLocation", person.Office);
        json.WriteString("employeeType", person.Unit.EmployeeType);
        json.WriteString("preferredLanguage", person.Language);
        json.WriteStartArray("otherMails");
        json.WriteEndArray();
        json.WriteStartArray("proxyAddresses");
        json.WriteStringValue("SMTP:" + person.Mail);
        if (person.Alias is not null)
            json.WriteStringValue("smtp:" + person.Alias);
        json.WriteEndArray();
        json.WriteStartObject("employeeOrgData");
        json.WriteString("division", person.Unit.Id);
        json.WriteString("costCenter", person.CostCentre);
        json.WriteEndObject();
    });

    private static string Group(AuthorityWorld world, string name, IEnumerable<Person> members) => JsonFile.Line(json =>
    {
        json.WriteString("id", world.Draw(name).Id());
        json.WriteString("displayName", name);
        json.WriteBoolean("securityEnabled", true);
        json.WriteStartArray("members");
        foreach (var member in members)
        {
            json.WriteStartObject();
            json.WriteString("@odata.type", "#microsoft.graph.user");
            json.WriteString("id", member.Id);
            json.WriteString("displayName", member.Name);
            json.WriteString("userPrincipalName", member.Upn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
