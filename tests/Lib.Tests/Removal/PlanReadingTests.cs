using TikTokBan.Directives;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal;

/// <summary>What an approver reads of a plan.</summary>
public sealed class PlanReadingTests
{
    [Fact]
    public void A_document_names_every_device_its_person_and_what_is_done_to_it()
    {
        var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan([.. Enumerable.Range(1, 30).Select(number => PlanSamples.Phone(number))])));
        Assert.Equal(30, plan.Devices.Count);
        foreach (var language in LocalText.Languages)
        {
            var lines = PlanDocument.Lines(plan, PlanSamples.Remedies, language);
            foreach (var device in plan.Devices)
            {
                var row = Assert.Single(lines, line => line.StartsWith($"| {device.Ring} | {device.Name} |", StringComparison.Ordinal));
                Assert.Contains($"| {device.User} |", row, StringComparison.Ordinal);
                Assert.Contains("| tiktok |", row, StringComparison.Ordinal);
                foreach (var control in PlannedControls.ByDevice(plan)[device.Id])
                    Assert.Contains(PlanSamples.Remedies.Controls.Single(one => one.Id == control).Title.In(language), row, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Two_devices_of_one_name_are_told_apart()
    {
        var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(PlanSamples.Phone(1), PlanSamples.Phone(2), PlanSamples.Phone(3))));
        plan = plan with { Devices = [.. plan.Devices.Select((device, index) => index < 2 ? device with { Name = index == 0 ? "PHONE" : "phone" } : device)] };
        var names = PlannedNames.ByDevice(plan);

        Assert.All(plan.Devices.Take(2), device => Assert.Contains(device.Id, names[device.Id], StringComparison.Ordinal));
        Assert.Equal(plan.Devices[2].Name, names[plan.Devices[2].Id]);
        Assert.Contains(PlanDocument.Lines(plan, PlanSamples.Remedies, "en"), line => line.Contains(plan.Devices[0].Id, StringComparison.Ordinal));
    }

    [Fact]
    public void Controls_of_a_device_are_those_whose_actions_reach_it()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Wild(seed)));
            var controls = PlannedControls.ByDevice(plan);
            Assert.Equal(plan.Devices.Select(device => device.Id).Order(), controls.Keys.Order());
            foreach (var (id, count) in plan.BlastRadius.ByControl)
                Assert.Equal(count, controls.Count(device => device.Value.Contains(id)));
        }
    }

    [Fact]
    public void Ids_of_actions_are_told_in_one_row_each_and_a_stretch_holds_no_other()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Wild(seed)));
            var told = new List<string>();
            foreach (var row in ActionRows.Of(plan).Where(row => row[0].Length > 0))
            {
                foreach (var stretch in row[0].Split(", "))
                {
                    var ends = stretch.Split(" – ");
                    Assert.NotEqual(ends[0], ends.ElementAtOrDefault(1));
                    var within = plan.Actions.SkipWhile(action => action.Id != ends[0]).TakeWhile(action => action.Id != ends[^1]).Append(plan.Actions.Single(action => action.Id == ends[^1])).ToList();
                    Assert.All(within, action => Assert.Equal((row[2], row[1]), (action.Kind, $"{action.Ring}")));
                    told.AddRange(within.Select(action => action.Id));
                }
            }

            Assert.Equal(told.Count, told.Distinct().Count());
            var unnamed = ActionRows.Of(plan).Where(row => row[0].Length == 0).Select(row => (row[1], row[2])).ToHashSet();
            Assert.Equal(plan.Actions.Where(action => !unnamed.Contains(($"{action.Ring}", action.Kind))).Select(action => action.Id).Order(), told.Order());
        }
    }
}
