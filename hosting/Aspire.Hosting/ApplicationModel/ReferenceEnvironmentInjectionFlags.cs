namespace Aspire.Hosting.ApplicationModel;

/// <summary>What <c>WithReference</c> puts into the environment of the resource that refers.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The connection string.</summary>
    ConnectionString = 1 << 0,

    /// <summary>The parts of the connection string, one by one.</summary>
    ConnectionProperties = 1 << 1,

    /// <summary>Endpoints as service discovery reads them: <c>services__name__endpoint__0</c>.</summary>
    ServiceDiscovery = 1 << 2,

    /// <summary>Endpoints under short names: <c>NAME_ENDPOINT</c>.</summary>
    Endpoints = 1 << 3,

    /// <summary>All of it, as is the default.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
