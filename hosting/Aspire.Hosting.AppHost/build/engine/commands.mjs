import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { say } from "./console.mjs";
import { codes, Failure, toFailure } from "./failure.mjs";
import { fetchInto } from "./fetch.mjs";
import { cached, cachePath, configured, installed, platform, programs } from "./locate.mjs";
import { underLock } from "./lock.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Runs one of the commands listed in main.mjs. */
export async function run([command, version, argument]) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => process.exit(130));
  }
  try {
    await { locate, fetch, "first-run": firstRun }[command](version, argument);
  } catch (error) {
    const failure = toFailure(error, "finding the Aspire engine");
    console.log(failure.message.replaceAll("\n", " "));
    process.exitCode = failure.code;
  }
}

function locate(version) {
  const found = present(version);
  if (!found) {
    throw new Failure(codes.other, `The Aspire engine ${version} has not been fetched yet.`);
  }
  print(found);
}

async function fetch(version) {
  print(present(version) ?? (await fetched(version)));
}

async function firstRun(version, packagesMegabytes) {
  const missing = !present(version);
  const megabytes = Math.round((knownEngine(version)?.bytes ?? 128e6) / 1e6);
  const parts = [
    packagesMegabytes && `NuGet packages (about ${packagesMegabytes} MB, less what is already in your package folder)`,
    missing && `the Aspire engine ${version} (about ${megabytes} MB, once per user)`,
  ].filter(Boolean);
  if (parts.length > 0) {
    say(`First run: fetching ${parts.join(" and ")} ...`);
  }
  if (missing) {
    await fetched(version);
  }
}

/** The programs that are there: those that the environment names, else those of an installed or fetched engine. */
function present(version) {
  const given = configured();
  if (given.dcp && given.dashboard) {
    return given;
  }
  const bundle = installed(version) ?? cached(cachePath(version));
  return bundle && { ...programs(bundle), ...given };
}

async function fetched(version) {
  const folder = cachePath(version);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  await underLock(`${folder}.lock`, () => fetchInto(folder, version, knownEngine(version)));
  return { ...programs(folder), ...configured() };
}

const print = ({ dcp, dashboard }) => console.log(`${dcp}|${dashboard}`);

const knownEngine = (version) =>
  JSON.parse(fs.readFileSync(path.join(here, "known.json"), "utf8"))[version]?.[platform];
