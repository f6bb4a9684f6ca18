using System.Runtime.CompilerServices;

// Tests only wait for the session, which has its own limit on requests: all may be under way at once.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: InternalsVisibleTo("Kvv.SelfTests")]
