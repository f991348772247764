import os, pty, sys

# terminal.py WORDS ANSWER PROGRAM...: runs a program at a terminal, and types the answer when it has shown the words.
words, answer, program = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3:]
process, terminal = pty.fork()
if process == 0:
    os.execv(program[0], program)
shown, answered = b"", False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # the other end is closed
        break
    for _ in range(part.count(b"\x1b[6n")):  # where the cursor is
        os.write(terminal, b"\x1b[1;1R")
    shown += part
    if not answered and words in shown:
        answered = True
        os.write(terminal, answer + b"\r")
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
