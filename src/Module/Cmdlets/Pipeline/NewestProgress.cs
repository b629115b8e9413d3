using System.Management.Automation;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Progress that is still to be shown: the newest of each activity, since nobody could have seen those before it.</summary>
internal sealed class NewestProgress
{
    private readonly object _gate = new();
    private readonly SortedDictionary<int, ProgressRecord> _waiting = [];
    private readonly SortedSet<int> _open = [];

    /// <summary>Keeps a record until it is shown. Counts for any thread.</summary>
    /// <returns>Whether nothing was waiting, so that somebody has to be told.</returns>
    public bool Put(ProgressRecord progress)
    {
        lock (_gate)
        {
            _waiting[progress.ActivityId] = progress;
            return _waiting.Count == 1;
        }
    }

    /// <summary>Takes what is waiting, parents first.</summary>
    public IReadOnlyList<ProgressRecord> Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return [];
            List<ProgressRecord> newest = [.. _waiting.Values];
            _waiting.Clear();
            foreach (var record in newest)
            {
                if (record.RecordType == ProgressRecordType.Completed)
                    _open.Remove(record.ActivityId);
                else
                    _open.Add(record.ActivityId);
            }

            return newest;
        }
    }

    /// <summary>Ends every activity that was shown and not ended, children first, so that no bar stays.</summary>
    public IReadOnlyList<ProgressRecord> Close()
    {
        lock (_gate)
        {
            _waiting.Clear();
            List<ProgressRecord> ends = [.. _open.Reverse().Select(id => new ProgressRecord(id, "-", "-") { RecordType = ProgressRecordType.Completed })];
            _open.Clear();
            return ends;
        }
    }
}
