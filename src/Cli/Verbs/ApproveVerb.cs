using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>approve</c>: somebody other than the author agrees to a plan as it stands.</summary>
internal static class ApproveVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The plan." };
        var approver = new Option<string>("--as") { Description = "Who approves it; never the author.", HelpName = "UPN", Required = true };
        var certificate = new Option<string?>("--certificate") { Description = "Sign with this certificate: a PEM or PKCS#12 file with its private key.", HelpName = "FILE" };
        var password = new Option<string?>("--certificate-password-file") { Description = "File that holds the certificate's password.", HelpName = "FILE" };
        var comment = new Option<string?>("--comment") { Description = "What the approver has to say.", HelpName = "TEXT" };
        var days = new Option<int>("--valid-days") { Description = "Days for which the approval counts.", HelpName = "NUMBER", DefaultValueFactory = _ => PlanApproval.UsualDays };
        var authority = new Option<string?>("--authority") { Description = "The authority profile: says at once whether the approval meets what it demands.", HelpName = "FILE" };
        var output = new Option<string?>("--out") { Description = "File to write the approval into. Default: beside the plan.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var verb = new Verb(
            "approve",
            "Approves a plan, exactly as it stands. Read it first, with 'plan --show FILE'.",
            "approve ./plan.json --as bram@agency.example",
            "approve ./plan.json --as bram@agency.example --certificate ./bram.pem --comment \"Seen with the staff delegation\" --out ./plan.bram.json")
        {
            file, approver, certificate, password, comment, days, authority, output, force,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var path = parse.GetValue(file)!;
            var plan = await PlanLookup.ReadFileAsync(path, cancellation).ConfigureAwait(false);
            using var signing = parse.GetValue(certificate) is { } named ? SigningCertificate.Load(named, await PasswordFile.ReadAsync(parse.GetValue(password), cancellation).ConfigureAwait(false)) : null;
            var now = TimeProvider.System.GetUtcNow();
            var approval = PlanApproval.Make(plan, parse.GetValue(approver)!, now, parse.GetValue(days), parse.GetValue(comment), signing);
            var target = parse.GetValue(output) ?? ApprovalFile.PathBeside(path, approval.Approver);
            await ApprovalFile.WriteAsync(approval, target, parse.GetValue(force), cancellation).ConfigureAwait(false);
            await terminal.Out.WriteLineAsync($"Approved {plan.Id} ({PlanReach.Of(plan)}; {plan.Actions.Count} actions) as {approval.Approver}, to count until {approval.Expires:yyyy-MM-dd}{(approval.Signature is null ? "" : ", signed")}.").ConfigureAwait(false);
            await terminal.Out.WriteLineAsync($"The approval is in {Path.GetFullPath(target)}.").ConfigureAwait(false);
            if (parse.GetValue(authority) is { } profile)
            {
                foreach (var finding in ApprovalCheck.Check(plan, [approval], AuthorityProfile.Load(profile).Approval, now).Findings)
                    await terminal.Error.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
            }

            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
