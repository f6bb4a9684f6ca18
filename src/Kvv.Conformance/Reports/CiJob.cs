namespace Kvv.Conformance.Reports;

/// <summary>The continuous-integration job that a run belongs to, as far as its environment variables say.</summary>
/// <param name="System">For example <c>GitHub Actions</c>.</param>
/// <param name="Type">Allure's word for it, which chooses the icon.</param>
/// <param name="Name">Name of the workflow or pipeline.</param>
/// <param name="Number">Number of the build, rising.</param>
/// <param name="Url">Address of the build.</param>
internal sealed record CiJob(string System, string Type, string Name, string? Number, string? Url)
{
    /// <summary>The job of this process, or <see langword="null"/> outside of any known system.</summary>
    public static CiJob? OfProcess() => Of(Environment.GetEnvironmentVariable);

    /// <summary>The job that some variables describe. Sources: the variable lists of GitHub Actions, GitLab CI, Buildkite and Jenkins.</summary>
    /// <param name="variable">Value of a variable, or <see langword="null"/>.</param>
    public static CiJob? Of(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") == "true")
        {
            var run = variable("GITHUB_RUN_ID");
            var url = run is null ? null : $"{variable("GITHUB_SERVER_URL") ?? "https://github.com"}/{variable("GITHUB_REPOSITORY")}/actions/runs/{run}";
            return new("GitHub Actions", "github", variable("GITHUB_WORKFLOW") ?? "workflow", variable("GITHUB_RUN_NUMBER"), url);
        }

        if (variable("GITLAB_CI") == "true")
            return new("GitLab CI", "gitlab", variable("CI_JOB_NAME") ?? "job", variable("CI_PIPELINE_IID"), variable("CI_JOB_URL"));
        if (variable("BUILDKITE") == "true")
            return new("Buildkite", "buildkite", variable("BUILDKITE_PIPELINE_NAME") ?? "pipeline", variable("BUILDKITE_BUILD_NUMBER"), variable("BUILDKITE_BUILD_URL"));
        return variable("JENKINS_URL") is null
            ? null
            : new("Jenkins", "jenkins", variable("JOB_NAME") ?? "job", variable("BUILD_NUMBER"), variable("BUILD_URL"));
    }
}
