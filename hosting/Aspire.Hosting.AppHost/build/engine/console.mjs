/** The build that this process works for. */
export const build = process.ppid;

/** Shows a line to the person at the build. */
export const say = (line) => process.stderr.write(`${line}\n`);

// Nobody may be looking any more; that is no reason to stop.
process.stderr.on("error", () => {});

export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM"; // Another user's.
  }
}
