namespace TikTokBan.Exposures;

/// <summary>All that a scan knows while it reads. What observations are joined to is held whole; observations only where something covered was seen.</summary>
internal sealed class ScannedWorld
{
    public ScannedWorld(DateOnly asOf)
    {
        People = new PersonIndex();
        Devices = new DeviceIndex(People);
        Funding = new FundingIndex(Devices, People, asOf);
        Waivers = new WaiverIndex(Devices, People, asOf);
        Observations = new ObservationJoin(Devices, People);
    }

    public PersonIndex People { get; }

    public DeviceIndex Devices { get; }

    public FundingIndex Funding { get; }

    public WaiverIndex Waivers { get; }

    public ObservationJoin Observations { get; }
}
