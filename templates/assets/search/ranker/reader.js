// Reads bytes: numbers, texts and names one after the other.

// Bytes that were compressed, by a browser's own means.
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Reader(new Uint8Array(await new Response(stream).arrayBuffer()));
}

class Reader {
  #text = new TextDecoder();

  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get isAtEnd() { return this.at >= this.bytes.length; }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  slice(length) { return this.bytes.subarray(this.at, this.at += length); }

  text() { return this.#text.decode(this.slice(this.number())); }

  // The next word of a sorted list: what it shares with the one before is not written again.
  next(before) { return before.slice(0, this.number()) + this.text(); }

  json() { return JSON.parse(this.#text.decode(this.bytes)); }

  // Eight letters, as files are named.
  name() {
    let bits = 0n;
    for (const byte of this.slice(5)) bits = (bits << 8n) | BigInt(byte);
    let name = '';
    for (let i = 0; i < 8; i++, bits >>= 5n) name = 'abcdefghijklmnopqrstuvwxyz234567'[Number(bits & 31n)] + name;
    return name;
  }
}
