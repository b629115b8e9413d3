using System.Management.Automation;
using System.Net;
using System.Security;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Tenants;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>A caller's script block that gives tokens. It runs on the pipeline thread of whichever cmdlet needs one.</summary>
internal sealed class TokenScript(ScriptBlock script)
{
    // A session outlives the cmdlet that made it, so the pipeline is that of the work in hand.
    private readonly AsyncLocal<PipelineBridge?> _pipeline = new();

    public void Through(PipelineBridge pipeline) => _pipeline.Value = pipeline;

    public async ValueTask<string> GetAsync(string scope, CancellationToken cancellationToken)
    {
        var pipeline = _pipeline.Value ?? throw new TenantException(TenantFailure.SignIn, Sentence.Of("TokenWithoutCmdlet"));
        Exception failure;
        try
        {
            var given = await pipeline.AskAsync(() => script.Invoke(scope)).WaitAsync(cancellationToken).ConfigureAwait(false);
            return TextOf(given is [.., { BaseObject: { } last }] ? last : null);
        }
        catch (RuntimeException thrown)
        {
            failure = thrown;
        }

        throw new TenantException(TenantFailure.SignIn, Sentence.Of("TokenScriptFailed", failure.GetType().Name), failure);
    }

    private static string TextOf(object? given) => given switch
    {
        SecureString secret => new NetworkCredential("", secret).Password,
        string text => text,
        _ => throw new TenantException(TenantFailure.SignIn, Sentence.Of("TokenScriptEmpty")),
    };
}
