// Files of the index hold compressed bytes as text, each byte a character of windows-1252; each column is compressed on its own.

async function unpack(text) {
  const stream = new Blob([Uint8Array.from(text, (letter) => byteOf[letter.charCodeAt(0)])]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Reader(new Uint8Array(await new Response(stream).arrayBuffer()));
}

// Also of Latin-1, as atob gives it.
const byteOf = Uint8Array.from({ length: 0x2200 }, (_, code) => code);
for (let byte = 128; byte < 160; byte++) byteOf[new TextDecoder('windows-1252').decode(Uint8Array.of(byte)).charCodeAt(0)] = byte;

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
