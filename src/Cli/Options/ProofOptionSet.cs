using System.CommandLine;
using TikTokBan.Removal.Approvals;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Options;

/// <summary>The options that say how a report is proved.</summary>
internal sealed class ProofOptionSet
{
    private readonly Option<string?> _signWith = new("--sign-with") { Description = "Sign the report with this certificate: a PEM or PKCS#12 file with its private key.", HelpName = "FILE" };

    private readonly Option<string?> _password = new("--sign-password-file") { Description = "File that holds the certificate's password.", HelpName = "FILE" };

    private readonly Option<bool> _timeStamp = new("--timestamp-request") { Description = "Also write manifest.tsq, a request to send to a time-stamping authority (RFC 3161)." };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_signWith, _password, _timeStamp])
            verb.Options.Add(option);
    }

    /// <summary>What was asked for. The caller disposes of the certificate.</summary>
    public async Task<ProofOptions> ReadAsync(ParseResult parse, CancellationToken cancellation) => new()
    {
        Signing = parse.GetValue(_signWith) is { } file
            ? new ReportSigning(SigningCertificate.Load(file, await PasswordFile.ReadAsync(parse.GetValue(_password), cancellation).ConfigureAwait(false)), TimeProvider.System.GetUtcNow())
            : null,
        TimeStampRequest = parse.GetValue(_timeStamp),
        Product = Product.NameAndVersion,
    };
}
