/** ` Did you mean X?`, or nothing when no known name is near. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const ranked = [...known].map((name) => ({ name, far: distance(given.toLowerCase(), name.toLowerCase()) }));
  const [nearest] = ranked.sort((left, right) => left.far - right.far);
  return nearest !== undefined && nearest.far <= Math.max(2, given.length / 3)
    ? ` Did you mean ${nearest.name}?`
    : "";
}

/** How many letters must be inserted, deleted or replaced (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
