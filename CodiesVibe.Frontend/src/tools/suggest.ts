const maxSuggestions = 3;

/** The names that are nearest to what was typed: a word begins like it, or differs from it by a typing mistake or two. */
export function suggest(typed: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, distance: distance(typed, name) }))
    .filter(({ distance }) => distance > 0 && distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxSuggestions)
    .map(({ name }) => name);
}

/** Between the two words that are nearest to each other; infinite where none are near. */
function distance(typed: string, name: string): number {
  return Math.min(
    ...words(typed).flatMap((word) => words(name).map((other) => wordDistance(word, other))),
  );
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

function wordDistance(typed: string, word: string): number {
  if (word !== typed && word.startsWith(typed)) {
    return 0.5;
  }
  const edits = editDistance(typed, word);
  return edits <= (typed.length < 5 ? 1 : 2) ? edits : Infinity;
}

/** How many letters have to be added, removed or replaced (Levenshtein), row by row. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(above, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(above, column) + 1, at(current, column - 1) + 1));
    }
    above = current;
  }
  return at(above, b.length);
}

function at(row: number[], column: number): number {
  return row[column] ?? Infinity;
}
