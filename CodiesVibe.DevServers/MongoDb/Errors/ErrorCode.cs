namespace CodiesVibe.DevServers.MongoDb.Errors;

/// <summary>
/// Error codes as MongoDB numbers and names them. Codes without a name are cast from their number;
/// MongoDB calls them <c>Location</c> and the number.
/// </summary>
internal enum ErrorCode
{
    InternalError = 1,
    BadValue = 2,
    FailedToParse = 9,
    UserNotFound = 11,
    Unauthorized = 13,
    TypeMismatch = 14,
    Overflow = 15,
    ProtocolError = 17,
    AuthenticationFailed = 18,
    IllegalOperation = 20,
    InvalidLength = 21,
    InvalidBSON = 22,
    NamespaceNotFound = 26,
    IndexNotFound = 27,
    PathNotViable = 28,
    RoleNotFound = 31,
    ConflictingUpdateOperators = 40,
    CursorNotFound = 43,
    MaxTimeMSExpired = 50,
    DollarPrefixedFieldName = 52,
    InvalidIdField = 53,
    NotSingleValueField = 54,
    EmptyFieldName = 56,
    CommandNotFound = 59,
    ImmutableField = 66,
    CannotCreateIndex = 67,
    InvalidOptions = 72,
    InvalidNamespace = 73,
    IndexOptionsConflict = 85,
    IndexKeySpecsConflict = 86,
    NotAReplicaSet = 123,
    InvalidPipelineOperator = 168,
    CannotIndexParallelArrays = 171,
    InvalidIndexSpecificationOption = 197,
    NoQueryExecutionPlans = 291,
    MechanismUnavailable = 334,
    UnsupportedOpQueryCommand = 352,
    BSONObjectTooLarge = 10334,
    DuplicateKey = 11000,
    IDLUnknownField = 40415,
}
