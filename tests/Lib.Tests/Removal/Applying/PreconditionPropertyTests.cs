using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Authorities;
using TikTokBan.Removal;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>Whatever happens between a plan and its application, no device passes that nothing may be done to.</summary>
public sealed class PreconditionPropertyTests
{
    // Always the same cases, so that a failure today is the failure of tomorrow.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20261122, 719);

    [Fact]
    public void Only_devices_that_are_still_what_the_plan_rests_on_pass() => Check.One(
        Fixed,
        Prop.ForAll(Gen.Choose(0, int.MaxValue / 2).ToArbitrary(), seed => HoldsAsync(seed).GetAwaiter().GetResult()));

    private static async Task HoldsAsync(int seed)
    {
        var random = new Random(seed);
        await using var tenant = new PresentTenant(RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(
            [.. Enumerable.Range(1, random.Next(1, 30)).Select(number => PlanSamples.Phone(number, random.Next(4) == 0 ? "capcut" : "tiktok"))]))));
        var forbidden = new HashSet<string>();
        var people = new List<string>();
        foreach (var device in tenant.Plan.Devices)
        {
            if (random.Next(2) == 0)
                continue;
            forbidden.Add(device.Id);
            var row = tenant.Devices[device.Id];
            switch (random.Next(9))
            {
                case 0: row["managedDeviceOwnerType"] = random.Next(2) == 0 ? "personal" : "unknown"; break;
                case 1: row["userPrincipalName"] = random.Next(2) == 0 ? "" : "somebody.else@agency.example"; break;
                case 2: row["managementState"] = random.Next(2) == 0 ? "retirePending" : "deletePending"; break;
                case 3: row["azureADDeviceId"] = "3c4d0000-0000-4000-a000-000000000999"; break;
                case 4: row["serialNumber"] = "SERIE7169999"; break;
                case 5: tenant.Devices.Remove(device.Id); break;
                case 6: people.Add(device.User!); break;
                case 7: tenant.Waivers.All.Add(KeptWaivers.For(device.User)); break;
                default: tenant.Waivers.All.Add(KeptWaivers.For(null, serial: device.Serial)); break;
            }
        }

        tenant.Profile = new AuthorityProfile { ProtectedPeople = people };

        foreach (var action in tenant.Plan.Actions.Where(action => action.Kind is ActionKinds.AddMembers or ActionKinds.SyncDevice or ActionKinds.Notify))
        {
            var found = await tenant.CheckAsync(action);
            Assert.Equal(action.Target.Ids.Where(forbidden.Contains).Order(), found.LeftOut.Select(device => device.Id).Order());
        }

        // A group that holds one of them, or one that the plan doesn't name, gets nothing; each holds all of the plan here.
        var all = tenant.Plan.Devices.ToDictionary(device => device.EntraDeviceId);
        var members = tenant.Members.ToList();
        foreach (var action in tenant.Plan.Actions.Where(action => action.Preconditions.Any(condition => condition.Check == "groupMembersWithinPlan") && action.Kind != ActionKinds.MergeAssignment))
        {
            var group = tenant.Plan.Actions.First(other => other.Kind == ActionKinds.EnsureGroup && action.DependsOn.Contains(other.Id));
            tenant.Members.Clear();
            tenant.Members.AddRange(members.Where(member => group.Target.Ids.Contains(all[(string)member["deviceId"]!].Id)));
            Assert.Equal(group.Target.Ids.Any(forbidden.Contains), (await tenant.CheckAsync(action)).Refusal is not null);
        }
    }
}
