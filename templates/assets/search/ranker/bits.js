// Reads what the indexer's BitWriter wrote: bits that take the less room, the likelier they are. How likely, both learn from
// the bits that came before in the same context, with the same arithmetic.

const lengthContexts = 5 * 8;
const numberContexts = lengthContexts + 36 * 8;
const wordContexts = numberContexts + 32 * 256;
const least = 64;
const most = 65536 - least;
const mostSeen = 40;
const steps = Int32Array.from({ length: mostSeen + 1 }, (_, seen) => 65536 / (2 * seen + 3));

class BitReader {
  #bytes;
  #at = 4;
  #low = 0;
  #high = 0xffffffff;
  #code;
  #chances;
  #seen;
  #utf8 = new TextDecoder();

  constructor(bytes, contexts) {
    this.#bytes = bytes;
    this.#code = new DataView(Uint8Array.of(...bytes.subarray(0, 4), 0, 0, 0, 0).buffer).getUint32(0);
    this.#chances = new Int32Array(contexts).fill(32768);
    this.#seen = new Uint8Array(contexts);
  }

  bit(context) {
    const bit = this.#split(this.#chances[context]);
    this.#chances[context] += (least + (most - least) * bit - this.#chances[context]) * steps[this.#seen[context]] >> 15;
    if (this.#seen[context] < mostSeen) this.#seen[context]++;
    return bit;
  }

  tree(context, bits) {
    let node = 1;
    for (let i = 0; i < bits; i++) node = node << 1 | this.bit(context + node);
    return node - (1 << bits);
  }

  number(context) {
    let [length, node] = [0, 1];
    // A seven says that more follows.
    for (let [part, more] = [0, 7]; more === 7 && part < 5; part++) length += more = this.tree(context + 8 * part, 3);
    for (let i = 0; i < length; i++) node = node << 1 | (node < 8 ? this.bit(context + lengthContexts + length * 8 + node) : this.#split(32768));
    return node - 1;
  }

  // The next word of a sorted list: what it shares with the one before is not written again.
  word(context, before) {
    const shared = this.number(context);
    const letters = [];
    for (let letter = this.tree(context + numberContexts, 8); letter !== 0; letter = this.tree(context + numberContexts + 256 * (letter & 31), 8)) letters.push(letter);
    return before.slice(0, shared) + this.#utf8.decode(Uint8Array.from(letters));
  }

  #split(chance) {
    const middle = this.#low + Math.floor((this.#high - this.#low) * chance / 65536);
    const bit = this.#code <= middle ? 1 : 0;
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    for (; (this.#low ^ this.#high) >>> 24 === 0; this.#at++) {
      this.#low = this.#low << 8 >>> 0;
      this.#high = (this.#high << 8 | 255) >>> 0;
      this.#code = (this.#code << 8 | (this.#bytes[this.#at] ?? 0)) >>> 0;
    }
    return bit;
  }
}
