using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.Pipelines;

/// <summary>Names of the steps that every pipeline has.</summary>
[Experimental("ASPIREPIPELINES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
public static class WellKnownPipelineSteps
{
    /// <summary>Gets the values of all parameters.</summary>
    public const string ProcessParameters = "process-parameters";

    /// <summary>Ends when everything is published.</summary>
    public const string Publish = "publish";

    /// <summary>Precedes everything that publishes.</summary>
    public const string PublishPrereq = "publish-prereq";

    /// <summary>Ends when everything is built.</summary>
    public const string Build = "build";

    /// <summary>Precedes everything that builds.</summary>
    public const string BuildPrereq = "build-prereq";

    /// <summary>Ends when everything is pushed.</summary>
    public const string Push = "push";

    /// <summary>Precedes everything that pushes.</summary>
    public const string PushPrereq = "push-prereq";

    /// <summary>Ends when everything is deployed.</summary>
    public const string Deploy = "deploy";

    /// <summary>Precedes everything that deploys.</summary>
    public const string DeployPrereq = "deploy-prereq";
}
