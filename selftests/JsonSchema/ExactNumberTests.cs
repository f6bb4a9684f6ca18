using System.Numerics;
using System.Text.Json;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>Numbers of any size are compared and divided exactly, and a huge exponent costs nothing.</summary>
public sealed class ExactNumberTests
{
    [TestCase("""{"maximum":10000000000000000}""", "10000000000000001", false)]
    [TestCase("""{"maximum":1e16}""", "10000000000000000", true)]
    [TestCase("""{"minimum":-0}""", "-0.0", true)]
    [TestCase("""{"type":"integer"}""", "1.0", true)]
    [TestCase("""{"type":"integer"}""", "1.50e1", true)]
    [TestCase("""{"type":"integer"}""", "1.5", false)]
    [TestCase("""{"type":"integer"}""", "1e999999999", true)]
    [TestCase("""{"type":"integer"}""", "1e-999999999", false)]
    [TestCase("""{"maximum":1e999999999999999999999}""", "1e999999999999999999998", true)]
    [TestCase("""{"maximum":1e999999999999999999999}""", "1e1000000000000000000000", false)]
    [TestCase("""{"multipleOf":0.01}""", "4.35", true)]
    [TestCase("""{"multipleOf":0.01}""", "4.351", false)]
    [TestCase("""{"multipleOf":0.1}""", "0.30000000000000004", false)]
    [TestCase("""{"multipleOf":7}""", "7e999999999", true)]
    [TestCase("""{"multipleOf":7}""", "1e999999999", false)]
    [TestCase("""{"multipleOf":1e-999999999}""", "3.25", true)]
    [TestCase("""{"multipleOf":1024}""", "1e10", true)]
    [TestCase("""{"const":100}""", "1e2", true)]
    [TestCase("""{"enum":[0.1]}""", "1.0E-1", true)]
    [TestCase("""{"const":0}""", "-0e99", true)]
    [TestCase("""{"const":[1,{"a":2}]}""", """[1.0,{"a":2e0}]""", true)]
    public void ValuesDecideNotSpellings(string schema, string instance, bool isValid) =>
        Assert.That(JsonSchema.Compile(schema).Validate(JsonElement.Parse(instance)).IsValid, Is.EqualTo(isValid));

    [Test]
    public void ComparisonAgreesWithBigIntegersOnRandomDecimals()
    {
        const int seed = 71;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Decimal(random), Decimal(random));
            var expected = Scaled(a).CompareTo(Scaled(b));
            Assert.That(Math.Sign(Parse(a).CompareTo(Parse(b))), Is.EqualTo(expected), $"{a} and {b}, seed {seed}");
            Assert.That(Parse(a).Equals(Parse(b)), Is.EqualTo(expected == 0), $"{a} and {b}, seed {seed}");
            Assert.That(ExactNumber.Parse(Parse(a).ToString()), Is.EqualTo(Parse(a)), a.ToString());
            var divisor = BigInteger.Abs(Scaled(b));
            if (!divisor.IsZero)
                Assert.That(Parse(a).IsMultipleOf(Parse((divisor, -40))), Is.EqualTo((Scaled(a) % divisor).IsZero), $"{a} and {b}, seed {seed}");
        }
    }

    private static (BigInteger Mantissa, int Exponent) Decimal(Random random) =>
        (random.NextInt64(-200, 200) * BigInteger.Pow(random.Next(2) == 0 ? 10 : 7, random.Next(30)), random.Next(-40, 20));

    private static BigInteger Scaled((BigInteger Mantissa, int Exponent) value) => value.Mantissa * BigInteger.Pow(10, value.Exponent + 40);

    private static ExactNumber Parse((BigInteger Mantissa, int Exponent) value) => ExactNumber.Parse($"{value.Mantissa}e{value.Exponent}");
}
