/**
 * Makes a test for paths below a scope. A pattern matches a path, and all that is below it: `Orders/Queue` matches
 * `Orders/Queue/Resource`. `*` stands for any text within one step, `**` for any number of steps, `?` for one character.
 *
 * It is no regular expression, as stars in one can take for ever.
 */
export function pathPattern(pattern: string): (path: string) => boolean {
  const steps = stepsOf(pattern);
  return (path) => begins(steps, stepsOf(path));
}

function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '');
}

/** Whether a path begins as the pattern says. After `**` the first way to go on is as good as any. */
function begins(pattern: readonly string[], path: readonly string[]): boolean {
  let [at, step] = [0, 0];
  let star: { readonly at: number; step: number } | undefined;
  while (at < pattern.length) {
    if (pattern[at] === '**') {
      star = { at, step };
      at += 1;
    } else if (step < path.length && fits(pattern[at] as string, path[step] as string)) {
      at += 1;
      step += 1;
    } else if (star !== undefined && star.step < path.length) {
      star.step += 1;
      [at, step] = [star.at + 1, star.step];
    } else {
      return false;
    }
  }
  return true;
}

/** Whether one step is as the pattern says. */
function fits(pattern: string, text: string): boolean {
  let [at, character] = [0, 0];
  let star: { readonly at: number; character: number } | undefined;
  while (character < text.length) {
    if (pattern[at] === '*') {
      star = { at, character };
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === text[character]) {
      at += 1;
      character += 1;
    } else if (star !== undefined) {
      star.character += 1;
      [at, character] = [star.at + 1, star.character];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}
