using System.Numerics;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The applications that the inventory lists for one device, drawn as they are asked for.</summary>
internal sealed class DeviceList
{
    private readonly AuthorityWorld _world;
    private readonly Listed[][] _pool;
    private readonly Draw _draw;
    private readonly int _rows;
    private readonly int _stride;
    private string? _tail;
    private int _at;
    private int _given;

    public DeviceList(AuthorityWorld world, Device device, Listed[][] pool, int rows)
    {
        _world = world;
        _pool = pool;
        _rows = Math.Max(rows, device.Apps.Count);
        _draw = world.Draw("inventory", device.Index);
        Device = device;

        // A stride that is coprime to the number of applications meets each before it meets any again.
        _at = _draw.Below(pool.Length);
        _stride = Stride(_draw, pool.Length);
    }

    public Device Device { get; }

    /// <summary>The end of each of its rows.</summary>
    public string Tail => _tail ??= IntuneInventory.Tail(Device);

    /// <summary>The next application; null when there is none.</summary>
    public Listed? Next()
    {
        if (_given == _rows)
            return null;
        var number = _given++ - Device.Apps.Count;
        if (number < 0)
        {
            var app = Device.Apps[number + Device.Apps.Count];
            return new Listed(_world.Draw(app.Name + app.Version + Device.Archetype.InventoryPlatform).Hex(40), app.Name, app.Publisher, app.ShortVersion, app.Version);
        }

        var listed = _pool[_at][(_draw.Below(4) + number / _pool.Length) & 3];
        _at = (_at + _stride) % _pool.Length;
        return listed;
    }

    private static int Stride(Draw draw, int length)
    {
        for (var tries = 0; tries < 64; tries++)
        {
            var stride = draw.Between(1, length - 1);
            if (BigInteger.GreatestCommonDivisor(stride, length).IsOne)
                return stride;
        }
        return 1;
    }
}
