import fs from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { build, isAlive, say } from "./console.mjs";
import { codes, Failure } from "./failure.mjs";

const longestWaitSeconds = 900;

/**
 * Runs an action while no other process of this user runs one under the same lock file.
 * The lock of a process that is gone is taken over. Its one use is to save a second download:
 * what the action makes is put in place by a rename in any case.
 */
export async function underLock(file, action) {
  const end = Date.now() + longestWaitSeconds * 1000;
  for (let told = false; !tryTake(file); ) {
    const [pid, itsBuild] = holderOf(file);
    if (pid && !isAlive(pid)) {
      fs.rmSync(file, { force: true });
      continue;
    }
    if (Date.now() > end) {
      throw new Failure(
        codes.other,
        `Process ${pid} has been fetching the Aspire engine for ${longestWaitSeconds / 60} minutes; end it, or delete ${file}.`,
      );
    }
    if (!told && itsBuild !== build) {
      say(`Waiting for the Aspire engine, which process ${pid} is fetching for another build ...`);
      told = true;
    }
    await delay(100);
  }
  try {
    return await action();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** A link, so that the lock is never there without its holder's name. */
function tryTake(file) {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, `${process.pid} ${build}`);
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") {
      return false;
    }
    throw error;
  } finally {
    fs.rmSync(mine);
  }
}

/** Process that holds the lock, and the build that it works for; nothing if it was given back. */
function holderOf(file) {
  try {
    return fs.readFileSync(file, "utf8").split(" ").map(Number);
  } catch (error) {
    if (error.code === "ENOENT") {
      return [];
    }
    throw error;
  }
}
