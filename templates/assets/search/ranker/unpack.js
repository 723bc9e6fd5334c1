// Files of the index hold compressed bytes in 91 printable characters, 13 bits in two.

const digits = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
const digitOf = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) digitOf[digits.charCodeAt(i)] = i;

async function unpack(text) {
  const packed = new Uint8Array(Math.floor((Math.floor(text.length / 2) * 13 + (text.length % 2) * 6) / 8));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 2) {
    const isPair = i + 1 < text.length;
    bits |= (digitOf[text.charCodeAt(i)] + (isPair ? digitOf[text.charCodeAt(i + 1)] * 91 : 0)) << count;
    for (count += isPair ? 13 : 6; count >= 8; count -= 8, bits >>= 8) packed[at++] = bits;
  }
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
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
