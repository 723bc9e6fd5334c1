// Cuts the endings of words, so that "licences" finds "licence". What is cut, a table says that comes with the index;
// the indexer reads the same table. Its lines are described in the indexer's stems/README.md.

function readStemmer(text) {
  const stemmer = { vowels: '', words: new Map(), steps: [] };
  for (const line of text.split('\n')) {
    const [first, ...rest] = line.split(' ');
    if (first === '' || first === '#') continue;
    if (first === 'vowels') stemmer.vowels = rest[0];
    else if (first === 'words') for (const pair of rest.join(' ').split(', ')) stemmer.words.set(...pair.split(' '));
    else if (first === 'step') stemmer.steps.push({ when: rest[0] ?? 'always', rules: new Map(), longest: 0 });
    else addStemRule(stemmer.steps.at(-1), first, rest);
  }
  return stemmer;
}

function addStemRule(step, suffix, [replacement, ...conditions]) {
  if (suffix.includes('_')) {
    for (const consonant of 'bcdfghklmnprstvz') addStemRule(step, suffix.replace('_', consonant), [replacement.replace('_', consonant), ...conditions]);
    return;
  }
  const ending = suffix === '.' ? '' : suffix;
  const rule = { ending, replacement: replacement === '-' ? '' : replacement, conditions: conditions.filter((c) => c !== '+'), goesOn: conditions.includes('+') };
  step.rules.set(ending, [...(step.rules.get(ending) ?? []), rule]);
  step.longest = Math.max(step.longest, ending.length);
}

function stem(word, stemmer) {
  const known = stemmer.words.get(word);
  if (known !== undefined) return known;
  if (word.length < 3) return word;
  let last;
  for (const step of stemmer.steps) {
    if ((step.when === 'after' && !last?.goesOn) || (step.when === 'else' && last)) continue;
    last = stemRule(word, step, stemmer.vowels);
    if (last) word = word.slice(0, word.length - last.ending.length) + last.replacement;
  }
  return word;
}

// The longest ending that is in the step decides, whether or not its conditions hold.
function stemRule(word, step, vowels) {
  for (let length = Math.min(step.longest, word.length - 1); length >= 0; length--) {
    const rules = step.rules.get(word.slice(word.length - length));
    if (rules) return rules.find((rule) => rule.conditions.every((condition) => stemHolds(condition, word, word.length - length, vowels)));
  }
  return undefined;
}

function stemHolds(condition, word, length, vowels) {
  switch (condition) {
    case '1': return stemMeasure(word, length, vowels) > 0;
    case '2': return stemMeasure(word, length, vowels) > 1;
    case '=1': return stemMeasure(word, length, vowels) === 1;
    case 'v': return stemHasVowel(word, length, vowels);
    case 'cvc': return stemIsShort(word, length, vowels);
    case 'notcvc': return !stemIsShort(word, length, vowels);
  }
  if (condition[0] === 'L') return length >= Number(condition.slice(1));
  const isIn = length > 0 && condition.includes(word[length - 1], 1);
  return condition[0] === '<' ? isIn : !isIn;
}

// How often a vowel is followed by a consonant: Porter's measure.
function stemMeasure(word, length, vowels) {
  let count = 0;
  for (let i = 1; i < length; i++) if (stemIsVowel(word, i - 1, vowels) && !stemIsVowel(word, i, vowels)) count++;
  return count;
}

function stemHasVowel(word, length, vowels) {
  for (let i = 0; i < length; i++) if (stemIsVowel(word, i, vowels)) return true;
  return false;
}

function stemIsShort(word, length, vowels) {
  return length >= 3 && !stemIsVowel(word, length - 3, vowels) && stemIsVowel(word, length - 2, vowels)
    && !stemIsVowel(word, length - 1, vowels) && !'wxy'.includes(word[length - 1]);
}

function stemIsVowel(word, index, vowels) {
  return vowels.includes(word[index]) && (word[index] !== 'y' || (index > 0 && !stemIsVowel(word, index - 1, vowels)));
}
