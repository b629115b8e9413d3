using TikTokBan.Directives;
using TikTokBan.Removal;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Tests.Removal;

/// <summary>Every situation has an answer, and none promises more than the platform can do.</summary>
public sealed class RemedyMatrixTests
{
    private static readonly IReadOnlyList<Situation> All =
    [
        .. from platform in Situation.Platforms.Append(null)
           from enrolment in Enum.GetValues<EnrolmentKind>()
           from supervised in new bool?[] { true, false, null }
           from installed in Enum.GetValues<InstallMethod>()
           select new Situation(platform, enrolment, supervised, installed),
    ];

    [Fact]
    public void Every_situation_has_a_remedy_with_a_notice_in_each_language()
    {
        Assert.Equal(10 * 10 * 3 * 7, All.Count);
        Assert.All(All, situation =>
        {
            var remedy = PlanSamples.Remedies.Find(situation);
            Assert.All(LocalText.Languages, language =>
            {
                Assert.NotEmpty(remedy.Notice.Text.In(language));
                Assert.NotEmpty(remedy.Title.In(language));
            });
        });
    }

    [Fact]
    public void Every_remedy_is_reached_and_every_control_is_used()
    {
        var reached = All.Select(PlanSamples.Remedies.Find).Distinct().ToList();

        Assert.Equal(PlanSamples.Remedies.Remedies.Select(remedy => remedy.Id).Order(StringComparer.Ordinal), reached.Select(remedy => remedy.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            PlanSamples.Remedies.Controls.Select(control => control.Id).Order(StringComparer.Ordinal),
            reached.SelectMany(remedy => remedy.Controls).Select(control => control.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_known_or_not_enrolled_is_left_to_a_person() => Assert.All(
        All.Where(one => one.Platform is null || one.Enrolment is EnrolmentKind.Unknown or EnrolmentKind.None || one is { Platform: "android", Enrolment: EnrolmentKind.Aosp }),
        situation => Assert.Empty(PlanSamples.Remedies.Find(situation).Controls));

    [Fact]
    public void An_iPhone_s_own_copy_is_never_said_to_be_removed() => Assert.All(
        All.Where(one => one is { Platform: "ios" or "ipados", Installed: not InstallMethod.ByManagement }),
        situation => Assert.DoesNotContain(ControlEffect.Removes, EffectsOf(situation)));

    [Fact]
    public void Only_a_supervised_iPhone_hides_and_an_unknown_one_counts_as_not_supervised() => Assert.All(
        All.Where(one => one is { Platform: "ios" or "ipados", Supervised: not true }),
        situation => Assert.DoesNotContain(ControlEffect.Hides, EffectsOf(situation)));

    [Fact]
    public void The_personal_side_of_an_Android_is_blocked_on_the_authority_s_device_alone() => Assert.All(
        All.Where(one => PlanSamples.Remedies.Find(one).Controls.Any(control => control.Id == "android-personal-block")),
        situation => Assert.Equal(EnrolmentKind.CorporateWorkProfile, situation.Enrolment));

    [Fact]
    public void A_browser_visit_is_never_answered_by_taking_something_away() => Assert.All(
        All.Where(one => one.Installed == InstallMethod.BrowserOnly && one.Platform is "ios" or "windows" or "macos"),
        situation => Assert.DoesNotContain(ControlEffect.Removes, PlanSamples.Remedies.Find(situation with { Installed = InstallMethod.BrowserOnly }).Controls.SelectMany(control => control.Achieves)));

    [Fact]
    public void Each_control_is_of_a_kind_that_the_plan_knows_or_left_to_a_person() => Assert.All(
        PlanSamples.Remedies.Controls, control => Assert.True(control.Kind is null || ActionKinds.OfControls.Contains(control.Kind)));

    [Fact]
    public void The_longest_notice_fits_a_message_in_the_Company_Portal()
    {
        var writer = new NoticeWriter(new AppIdentifiers(PlanSamples.Catalogue), "en");
        foreach (var notice in PlanSamples.Remedies.Remedies.Select(remedy => remedy.Notice).Append(PlanSamples.Remedies.Notice("own-device")).Distinct())
        {
            foreach (var language in LocalText.Languages)
            {
                var exposure = PlanSamples.Phone(1, "tiktok-shop-seller");
                var written = writer.Write(notice, [exposure with
                {
                    Device = exposure.Device! with { Name = new string('W', 80) },
                    Person = exposure.Person! with { Language = language },
                }]);
                Assert.True(written.Subject.Length <= NoticeWriter.LongestSubject, written.Subject);
                Assert.True(written.Text.Length <= NoticeWriter.LongestText && !written.Text.EndsWith('…'), $"{notice.Id} {language} {written.Text.Length}");
            }
        }
    }

    [Theory]
    [InlineData("controls.yaml", "kind: mergeAssignment", "kind: wipe", "'kind'")]
    [InlineData("remedies.yaml", "supervised: [yes]", "supervised: [maybe]", "supervised")]
    [InlineData("remedies.yaml", "controls: [ios-hide, ios-compliance, sync, portal-notice]", "controls: [mac-report]", "mac-report")]
    [InlineData("notices.yaml", "  - id: own-device", "  - id: another", "own-device")]
    public void A_mistake_in_the_data_is_named_with_its_line(string file, string right, string wrong, string says)
    {
        using var folder = new RemedyFolder();
        folder.Change(file, right, wrong);

        var refused = Assert.Throws<UnusableInputException>(() => RemedyMatrix.Load(folder.Path));

        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Line);
    }

    private static IEnumerable<ControlEffect> EffectsOf(Situation situation) => PlanSamples.Remedies.Find(situation).Controls.SelectMany(control => control.Achieves);

    private sealed class RemedyFolder : IDisposable
    {
        public RemedyFolder()
        {
            foreach (var file in Directory.EnumerateFiles(ProductFiles.Remedies))
                File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("tiktokban-remedies-").FullName;

        public void Change(string file, string right, string wrong)
        {
            var text = File.ReadAllText(System.IO.Path.Combine(Path, file));
            Assert.Contains(right, text, StringComparison.Ordinal);
            File.WriteAllText(System.IO.Path.Combine(Path, file), text.Replace(right, wrong, StringComparison.Ordinal));
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
