using System.Reflection;

namespace TikTokBan.Cmdlets;

/// <summary>What the product calls itself in what it writes.</summary>
internal static class Product
{
    public static string NameAndVersion { get; } =
        "TikTokBan " + typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
}
