using System.Security.Cryptography.X509Certificates;
using TikTokBan.Removal.Approvals;

namespace TikTokBan.Ledger.Chain;

/// <summary>Signs the checkpoints that a chain gets by itself. Its certificate is read when it is first needed, and kept.</summary>
/// <param name="file">A PEM or PKCS#12 file with the certificate and its private key.</param>
/// <param name="passwordFile">File that holds its password; null without one.</param>
internal sealed class ChainSigner(string file, string? passwordFile)
{
    private readonly object _gate = new();
    private X509Certificate2? _certificate;

    /// <summary>The signer that the environment names; null where it names none.</summary>
    public static ChainSigner? FromEnvironment() =>
        Environment.GetEnvironmentVariable(LedgerLocation.SignerVariable) is { Length: > 0 } file
            ? new(file, Environment.GetEnvironmentVariable(LedgerLocation.SignerPasswordVariable) is { Length: > 0 } password ? password : null)
            : null;

    /// <summary>
    /// The certificate to sign with. That it can't be used is told before anything is written; that it expires afterwards costs a
    /// signature and not an entry, as what was done must be kept.
    /// </summary>
    /// <returns>The certificate; null where it was fit before and is no longer.</returns>
    /// <exception cref="UnusableInputException">It can't be read, or was not fit to sign from the beginning.</exception>
    public X509Certificate2? At(DateTimeOffset time)
    {
        lock (_gate)
        {
            if (_certificate is not null)
                return JwsSignature.IsValidAt(_certificate, time) ? _certificate : null;
            var certificate = SigningCertificate.Load(file, Password());
            try
            {
                JwsSignature.RefuseUnfit(certificate, time);
            }
            catch (UnusableInputException unfit)
            {
                certificate.Dispose();
                throw new UnusableInputException(InputProblem.CertificateUnusable, $"{unfit.Sentence}; {LedgerLocation.SignerVariable} names it", file, inner: unfit);
            }

            return _certificate = certificate;
        }
    }

    private string? Password()
    {
        try
        {
            return passwordFile is null ? null : File.ReadAllText(passwordFile).TrimEnd('\r', '\n');
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.CertificateUnusable, $"the file with the password of the checkpoints' certificate can't be read ({refused.Message.TrimEnd('.')}); let {LedgerLocation.SignerPasswordVariable} name it", passwordFile, inner: refused);
        }
    }
}
