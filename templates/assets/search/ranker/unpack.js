// Files of the index hold compressed bytes as text, 15 bits in a character (base64 in the ranker's own script); each column is compressed on its own.

async function unpack(text) {
  const packed = text.charCodeAt(0) < 0x100 ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : bytesOf(text);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Reader(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function bytesOf(text) {
  const isShort = text.charCodeAt(text.length - 1) >= 0x8100; // the last character has seven bits or less
  const packed = new Uint8Array(Math.floor(text.length * 15 / 8) - (isShort ? 1 : 0));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    bits |= ((text.charCodeAt(i) - 0x100) & 0x7fff) << count;
    for (count += 15; count >= 8; count -= 8, bits >>= 8) packed[at++] = bits;
  }
  return packed;
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
