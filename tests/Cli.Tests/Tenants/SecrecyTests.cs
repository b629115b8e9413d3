using TikTokBan.Tenant.Faults;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Whatever goes wrong, no token and no secret is printed, and nobody's name outside the exposures.</summary>
public sealed class SecrecyTests
{
    private const string Person = "canary.person@agency.example";

    public static TheoryData<string> Faults =>
    [
        "none", "denied", "echo", "html", "expired",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nothing_secret_is_printed(string fault)
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.State.Users.Set($$"""{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"{{Person}}","displayName":"Canary Person"}""");
        var token = tenant.Tokens.Issue();
        if (fault == "denied")
            tenant.Permissions.Clear();
        else if (fault != "none")
            tenant.Faults.Add(RuleOf(fault, token) with { Path = "/users", Times = null });

        foreach (var verb in (string[])["scan", "access"])
        {
            string[] line = [verb, "--verbose", "--tenant", tenant.TenantId, "--token-file", "-", "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--source", "directory.users"];
            var run = await Run.WithInputAsync(fault == "denied" ? tenant.Tokens.Issue() : token, verb == "scan" ? [.. line, "--no-ledger"] : line);

            Assert.DoesNotContain(token, run.Output + run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(token.Split('.')[1], run.Output + run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain(Person, run.Output + run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Canary", run.Output + run.Errors, StringComparison.Ordinal);
            Assert.Equal(fault == "none", run.Status == ExitStatus.Done);
        }
    }

    // Services do repeat in their words what they were sent.
    private static FaultRule RuleOf(string fault, string token) => fault switch
    {
        "echo" => new(FaultKind.Error) { Status = 400, Code = "BadRequest", Message = $"The token Bearer {token} of {Person} is not welcome." },
        "html" => new(FaultKind.HtmlError) { Status = 403 },
        _ => new(FaultKind.ExpiredToken),
    };
}
