using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>What the client has to know about a kind of object.</summary>
internal interface IDcpObject<T> where T : class, IDcpObject<T>
{
    /// <summary>The kind's name, such as <c>Executable</c>.</summary>
    static abstract string KindName { get; }

    /// <summary>The kind's part of the address, such as <c>executables</c>.</summary>
    static abstract string Plural { get; }

    static abstract JsonTypeInfo<T> Json { get; }

    DcpMetadata Metadata { get; }
}

/// <summary>An object of the engine: what we want of it and what came of that.</summary>
internal abstract record DcpObject<TSelf, TSpec, TStatus> where TSelf : class, IDcpObject<TSelf> where TStatus : class
{
    public string ApiVersion { get; } = DcpJson.ApiVersion;

    public string Kind { get; } = TSelf.KindName;

    public required DcpMetadata Metadata { get; init; }

    public required TSpec Spec { get; init; }

    /// <summary>Set by the engine alone.</summary>
    public TStatus? Status { get; init; }
}

/// <summary>What all kinds have in common.</summary>
internal sealed record DcpMetadata
{
    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
