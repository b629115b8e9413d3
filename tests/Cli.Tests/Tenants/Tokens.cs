using System.Text;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Tokens that look like real ones and are signed by nobody.</summary>
internal static class Tokens
{
    public static string OfApplication(params string[] roles) =>
        $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Part($$"""{"tid":"{{LoopbackTenant.Id}}","appid":"716c0000-0000-4000-8000-0000000000c1","idtyp":"app","exp":4102444800,"roles":[{{string.Join(',', roles.Select(role => $"\"{role}\""))}}]}""")}.c2lnbmF0dXJl";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
