// Fills a new database: the image runs this once, when its data directory is empty, in the database MONGO_INITDB_DATABASE.
// The documents are as the API writes them; it adds the indexes, and brings later changes of the tools itself.
// Made by `aspire publish`: change the model, not this file.
const createdAt = new Date();
for (const tool of
/* @tools */
) {
  db.getCollection("tools").updateOne(
    { slug: tool.slug },
    { $setOnInsert: { ...tool, nameKey: tool.name.toLowerCase(), createdAt } },
    { upsert: true });
}
