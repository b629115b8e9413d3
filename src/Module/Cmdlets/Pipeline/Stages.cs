using System.Globalization;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Tells, with <c>-Verbose</c>, how long each stage of some work took.</summary>
internal sealed class Stages(PipelineBridge pipeline)
{
    private long _began = TimeProvider.System.GetTimestamp();

    /// <summary>Tells of a stage that has ended; the next begins.</summary>
    /// <param name="what">What was done, such as <c>Read and judged</c>.</param>
    public ValueTask EndAsync(string what)
    {
        var took = TimeProvider.System.GetElapsedTime(_began);
        _began = TimeProvider.System.GetTimestamp();
        return pipeline.WriteVerboseAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {took.TotalSeconds:0.0} s."));
    }
}
