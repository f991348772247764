// Compares what a visitor loads with a budget: `npm run build`, then `npm run size`. Ends with 1 where something is too large.
import console from 'node:console';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';

/** Compressed, in bytes. */
const budgets = { '.js': 120_000, '.css': 10_000, '.html': 5_000 };

const folder = process.argv[2] ?? 'dist';
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
  entry.isFile(),
);
if (!files.some((file) => extname(file.name) === '.js')) {
  console.error(`'${folder}' has no script. Build the site first: npm run build`);
  process.exit(1);
}

for (const [extension, budget] of Object.entries(budgets)) {
  const size = files
    .filter((file) => extname(file.name) === extension)
    .reduce(
      (sum, file) =>
        sum + gzipSync(readFileSync(join(file.parentPath, file.name)), { level: 9 }).length,
      0,
    );
  console.log(`${extension} ${size} of ${budget} bytes`);
  if (size > budget) {
    console.error(
      `${extension}: ${size - budget} bytes too many. Remove a package, or load a part of the site later.`,
    );
    process.exitCode = 1;
  }
}
