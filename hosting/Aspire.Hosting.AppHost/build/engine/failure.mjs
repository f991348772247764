/** A failure that the person at the keyboard can act on; `code` is the number of its CV000x code. */
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const codes = {
  programMissing: 1,
  nodeTooOld: 2,
  packageMissing: 3,
  network: 4,
  diskFull: 5,
  damaged: 6,
  setup: 7,
  configured: 8,
  other: 9,
};

/** What went wrong below us, as a failure: disks fill up anywhere. */
export function toFailure(error, doing) {
  if (error instanceof Failure) {
    return error;
  }
  return error.code === "ENOSPC"
    ? new Failure(codes.diskFull, `The disk is full while ${doing}; 700 MB are needed. ${error.message}`)
    : new Failure(codes.other, `${doing} failed: ${error.message}`);
}
