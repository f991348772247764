using System.Text.Json.Serialization;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>What has become of a submission.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubmissionStatus>))]
internal enum SubmissionStatus
{
    /// <summary>Nobody has decided; its contributor may change it.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>It is in the directory.</summary>
    [JsonStringEnumMemberName("approved")]
    Approved,

    /// <summary>It is not, for a reason.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,
}
