namespace TikTokBan.Authorities;

/// <summary>What an approval must be to count.</summary>
/// <param name="Approvals">How many people must approve, none of them the author.</param>
/// <param name="Signed">Whether each must be signed with a certificate that is listed for the approver.</param>
/// <param name="Certificates">Certificates, and whose they are. An approver who has one listed must sign with it.</param>
public sealed record ApprovalPolicy(int Approvals, bool Signed, IReadOnlyList<ApproverCertificate> Certificates)
{
    /// <summary>One approval, signed or not.</summary>
    public static ApprovalPolicy Default { get; } = new(1, false, []);
}

/// <summary>A certificate that somebody approves with.</summary>
/// <param name="Account">User principal name.</param>
/// <param name="Sha256">SHA-256 of the certificate, in lower-case hexadecimal.</param>
public sealed record ApproverCertificate(string Account, string Sha256);
