using System.Globalization;
using Kvv.Bench.Detection;
using Kvv.Wire.Detection;

// What the always-on detectors cost: `dotnet run -c Release --project bench/Kvv.Bench.Detection`. Exit code 1 when the cost per
// character of the whole set grows with the reply by more than half: then some detector is not linear.
const int Small = 1_000;
const int Middle = 40_000;
const int Large = 400_000;

Console.WriteLine("text         characters          ms   ns/char   bytes allocated");
var isLinear = true;
foreach (var (name, reply) in Material.All)
{
    var perCharacter = new Dictionary<int, double>();
    foreach (var size in (int[])[Small, Middle, Large])
    {
        var cost = Measurement.Of(DetectorSet.Default, reply(size));
        perCharacter[size] = cost.Fastest.TotalNanoseconds / size;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {size,10}   {cost.Fastest.TotalMilliseconds,9:F4}   {perCharacter[size],7:F2}   {cost.AllocatedBytes,15}"));
    }

    var ratio = perCharacter[Large] / perCharacter[Middle];
    isLinear &= ratio < 1.5;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} cost per character, {Large} over {Middle}: {ratio:F2}"));
}

Console.WriteLine("\ndetector, on prose of 400000 characters                       ms");
var prose = Material.All["prose"](Large);
foreach (var detector in DetectorSet.Default.Detectors)
{
    var cost = Measurement.Of(new DetectorSet([detector]), prose);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{detector.GetType().Name,-50}   {cost.Fastest.TotalMilliseconds,11:F4}"));
}

return isLinear ? 0 : 1;
