using System.Runtime.CompilerServices;

namespace TikTokBan.Tenants.SignIn;

/// <summary>Makes the token source of a way to sign in.</summary>
internal static class TokenSources
{
    /// <summary>The application that people sign in with unless they name one: Microsoft's own for the command line, which administrators know.</summary>
    public const string GraphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    public static CachedTokens Of(TenantOptions options, TenantEndpoints endpoints) =>
        new(options.SignIn is TokenSignIn given ? new GivenTokens(given) : Azure(options, endpoints), options.Time);

    /// <summary>What a way to sign in is called, with the application where it is not the caller's own.</summary>
    public static string NameOf(SignInMethod method) =>
        method is DeviceCodeSignIn or InteractiveSignIn && method.ClientId is null ? $"{method.Name}, as Microsoft Graph Command Line Tools" : method.Name;

    // Apart, so that the assemblies it needs are loaded by those alone who sign in with them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AzureTokens Azure(TenantOptions options, TenantEndpoints endpoints) => new(options, endpoints);
}
