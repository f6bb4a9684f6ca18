// A fixture shares nothing with another but the machine: what it writes lies in a folder of its own, what it serves on a free port.
// One that measures what others disturb says [NonParallelizable].
[assembly: NUnit.Framework.Parallelizable(NUnit.Framework.ParallelScope.Fixtures)]
