using TikTokBan.Sources;

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

    /// <summary>Takes what a source says of devices and people.</summary>
    /// <returns>False where it speaks of no device and no person that another source knows.</returns>
    public bool Add(SourceRecord record)
    {
        switch (record)
        {
            case Observation observation:
                return Observations.Add(observation);
            case DeviceRecord device:
                Devices.Add(device);
                break;
            case PersonRecord person:
                People.Add(person);
                break;
            case MembershipRecord membership:
                People.Add(membership);
                break;
            case FundingRecord funding:
                return Funding.Add(funding);
            case WaiverRecord waiver:
                return Waivers.Add(waiver);
        }

        return true;
    }

    public PersonIndex People { get; }

    public DeviceIndex Devices { get; }

    public FundingIndex Funding { get; }

    public WaiverIndex Waivers { get; }

    public ObservationJoin Observations { get; }
}
