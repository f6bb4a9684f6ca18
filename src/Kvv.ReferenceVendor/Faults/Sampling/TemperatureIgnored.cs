using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-temperature-ignored</c>: Whatever the temperature, every sample is the same.</summary>
internal sealed class TemperatureIgnored : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        (sampling.Temperature, sampling.Seed) = (0, null);
    }
}
