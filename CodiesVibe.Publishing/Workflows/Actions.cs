namespace CodiesVibe.Publishing.Workflows;

/// <summary>
/// Every action that a workflow uses. The commits are those that public workflows of several owners pin for these versions; looked up on 2026-11-27.
/// </summary>
internal static class Actions
{
    public static readonly ActionPin Checkout = new("actions/checkout", "de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2");

    public static readonly ActionPin Cache = new("actions/cache", "27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5");

    public static readonly ActionPin SetupDotNet = new("actions/setup-dotnet", "9a946fdbd5fb07b82b2f5a4466058b876ab72bb2", "v5.3.0");

    public static readonly ActionPin SetupNode = new("actions/setup-node", "48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e", "v6.4.0");

    public static readonly ActionPin SetupTrivy = new("aquasecurity/setup-trivy", "3fb12ec12f41e471780db15c232d5dd185dcb514", "v0.2.6");

    /// <summary>The version of the scanner that <see cref="SetupTrivy"/> installs.</summary>
    public const string TrivyVersion = "v0.74.0";

    public static readonly ActionPin UploadArtifact = new("actions/upload-artifact", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1");

    public static readonly ActionPin DownloadArtifact = new("actions/download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ActionPin> All { get; } = [Checkout, Cache, SetupDotNet, SetupNode, SetupTrivy, UploadArtifact, DownloadArtifact];
}
