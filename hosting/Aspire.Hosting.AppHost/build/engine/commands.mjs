import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { say } from "./console.mjs";
import { codes, Failure, toFailure } from "./failure.mjs";
import { fetchInto } from "./fetch.mjs";
import { cached, cachePath, configured, installed, programs } from "./locate.mjs";
import { underLock } from "./lock.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Runs one of the commands listed in main.mjs. */
export async function run([command, version, platform, argument]) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => process.exit(130));
  }
  try {
    await { locate, fetch, "first-run": firstRun }[command](version, platform, argument);
  } catch (error) {
    const failure = toFailure(error, "finding the Aspire engine");
    console.log(failure.message.replaceAll("\n", " "));
    process.exitCode = failure.code;
  }
}

function locate(version, platform) {
  const found = present(version, platform);
  if (!found) {
    throw new Failure(codes.other, `The Aspire engine ${version} has not been fetched yet.`);
  }
  print(found);
}

async function fetch(version, platform) {
  print(present(version, platform) ?? (await fetched(version, platform)));
}

async function firstRun(version, platform, packagesMegabytes) {
  const missing = !present(version, platform);
  const megabytes = Math.round((knownEngine(version, platform)?.bytes ?? 128e6) / 1e6);
  const parts = [
    packagesMegabytes && `NuGet packages (about ${packagesMegabytes} MB, less what is already in your package folder)`,
    missing && `the Aspire engine ${version} (about ${megabytes} MB, once per user)`,
  ].filter(Boolean);
  if (parts.length > 0) {
    say(`First run: fetching ${parts.join(" and ")} ...`);
  }
  if (missing) {
    await fetched(version, platform);
  }
}

/** The programs that are there: those that the environment names, else those of an installed or fetched engine. */
function present(version, platform) {
  const given = configured();
  const bundle = (given.dcp && given.dashboard) || (installed(version) ?? cached(cachePath(version, platform)));
  return bundle && { ...programs(bundle), ...given };
}

async function fetched(version, platform) {
  const folder = cachePath(version, platform);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  await underLock(`${folder}.lock`, () => fetchInto(folder, version, platform, knownEngine(version, platform)));
  return { ...programs(folder), ...configured() };
}

const print = ({ dcp, dashboard }) => console.log(`${dcp}|${dashboard}`);

const knownEngine = (version, platform) =>
  JSON.parse(fs.readFileSync(path.join(here, "known.json"), "utf8"))[version]?.[platform];
