using TikTokBan.Removal.Journals;

namespace TikTokBan.Crash.Tests;

/// <summary>Two processes begin the same plan at once.</summary>
public sealed class TwoRunsTests
{
    [Fact]
    public async Task One_works_and_the_other_is_told_so()
    {
        var undisturbed = await Reference.MakeAsync(RunPurpose.Apply);
        await using var world = await World.StartAsync();
        using var second = new ManualResetEventSlim();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Server.Log.Received = request =>
        {
            if (request.Method == "GET" || !first.TrySetResult())
                return;
            second.Wait(TimeSpan.FromSeconds(60));
        };
        var working = world.RunAloneAsync(RunPurpose.Apply);
        await Task.WhenAny(first.Task, working);
        var (status, errors) = await world.RunAloneAsync(RunPurpose.Apply);
        second.Set();

        Assert.Equal(2, status);
        Assert.Contains($"{Carrier.Operator}'s run 1 of plan {world.Plan.Id}", errors, StringComparison.Ordinal);
        Assert.Contains("works on this tenant; wait for it, or stop it", errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), await working);
        await undisturbed.CheckAsync(world, "beside another");
    }
}
