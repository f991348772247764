using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>An expression of the aggregation language, computed for one document; null stands for a missing value.</summary>
internal delegate BsonValue? Expression(BsonDocument document);
