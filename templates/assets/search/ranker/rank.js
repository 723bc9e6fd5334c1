// Scores threads, then the nodes in them. The index holds what a word adds in a thread (BM25F, with the thread's own weight);
// here that is multiplied by how rare the word is.

const ranking = {
  rarityPower: 0.7, // long questions hold rare words that do not matter, so rarity counts less than in BM25; chosen on one half of a judged set
  kinds: [1, 1, 1.25, 0.8, 1.5], // question, answer, accepted answer, reply, takeaway: which node of a thread is shown
  fewWords: 3, // of so many words, a thread that lacks some is worse by what these count; of more, that made results worse
  title: 0.6, // a title's words, for its question
  whole: 0.5, // a joined word ("off-topic") beside its parts
  completes: true, // the last word may be the beginning of another
  corrects: true, // a word that is not found may be misspelt
};
const grades = [0.5, 1, 1.3, 1.6];

// What a word counts. One that may stand for another counts as rare as that at most: "Android" says no more about "and".
function gainOf(match, { list, weight, leastThreads = 0 }, root) {
  const threads = Math.max(list.threads, leastThreads);
  return match.weight * weight * Math.log(1 + (root.threads - threads + 0.5) / (threads + 0.5)) ** ranking.rarityPower;
}

// By thread. Of what may stand for one word, the best counts.
function scoreThreads(matches, root) {
  const scores = new Map();
  const covered = new Map();
  let most = 0;
  for (const match of matches) {
    const best = new Map();
    let mostGain = 0;
    for (const found of match.lists) {
      const { list } = found;
      const gain = gainOf(match, found, root);
      mostGain = Math.max(mostGain, gain);
      for (let i = 0; i < list.kept; i++) best.set(list.thread[i], Math.max(best.get(list.thread[i]) ?? 0, gain * impacts[list.level[i]]));
    }
    for (const [thread, score] of best) {
      scores.set(thread, (scores.get(thread) ?? 0) + score);
      covered.set(thread, (covered.get(thread) ?? 0) + mostGain);
    }
    most += mostGain;
  }
  // Who types two or three words means all of them; of a question, many say nothing.
  if (matches.filter(({ isJoined }) => !isJoined).length <= ranking.fewWords) {
    for (const [thread, score] of scores) scores.set(thread, score * covered.get(thread) / most);
  }
  return scores;
}

// Scores the nodes of the threads that pass, as { thread, node, kind, score }, by thread.
function scoreNodes(matches, isWanted, root) {
  const threads = new Map();
  for (const match of matches) {
    for (const found of match.lists) {
      const { list } = found;
      const gain = gainOf(match, found, root);
      for (let i = 0; i < list.kept; i++) {
        const thread = list.thread[i];
        if (!isWanted(thread)) continue;
        if (!threads.has(thread)) threads.set(thread, new Map());
        const nodes = threads.get(thread);
        for (let n = list.start[i]; n < list.start[i + 1]; n++) {
          const isTitle = list.node[n] === 0;
          const node = isTitle ? 1 : list.node[n]; // a title is found as its question
          const kind = isTitle ? 0 : list.kind[n];
          const scored = nodes.get(node) ?? { thread, node, kind, score: 0 };
          scored.score += gain * grades[list.grade[n]] * ranking.kinds[kind] * (isTitle ? ranking.title : 1);
          nodes.set(node, scored);
        }
      }
    }
  }
  return threads;
}
