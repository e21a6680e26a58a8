/** A JPEG of twelve bits a sample, which no browser reads: sequential DCT with Huffman codes (ITU-T T.81). */

type Table = { sizes: Uint8Array; values: Uint8Array };
type Component = {
  id: number;
  across: number;
  down: number;
  quantization: number;
  dc: Table | undefined;
  ac: Table | undefined;
  prediction: number;
  blocksWide: number;
  samples: Int32Array;
};
export type Unpacked = { columns: number; rows: number; bits: number; planes: Uint16Array[] };

const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
  13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52,
  45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];
const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const [sample, wave] = [at >> 3, at & 7];
  return (Math.cos(((2 * sample + 1) * wave * Math.PI) / 16) * (wave === 0 ? Math.SQRT1_2 : 1)) / 2;
});

/** The number of bits a sample of a JPEG: what its frame header says; 8 where it has none. */
export function precisionOf(bytes: Uint8Array): number {
  for (let at = 2; at + 4 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 4] ?? 8;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return 8;
}

/** Throws where it is cut, or made by a process that is not the sequential one. */
export function unpackedExtended(bytes: Uint8Array): Unpacked {
  return new Reader(bytes).read();
}

class Reader {
  private readonly bytes: Uint8Array;
  private at = 2;
  private readonly quantizations: Uint16Array[] = [];
  private readonly tables = { dc: [] as Table[], ac: [] as Table[] };
  private components: Component[] = [];
  private size = { columns: 0, rows: 0, bits: 8 };
  private restart = 0;
  private held = 0;
  private count = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  read(): Unpacked {
    for (;;) {
      const marker = this.word();
      if (marker === 0xffd9) break;
      if (marker >> 8 !== 0xff || this.at >= this.bytes.length) throw new Error("a JPEG cut short");
      const end = this.at + this.word();
      if (marker === 0xffdb) this.readQuantizations(end);
      else if (marker === 0xffc4) this.readTables(end);
      else if (marker === 0xffdd) this.restart = this.word();
      else if (marker === 0xffc0 || marker === 0xffc1) this.readFrame();
      else if (marker >= 0xffc2 && marker <= 0xffcf) throw new Error("a JPEG of another process");
      else if (marker === 0xffda) {
        this.readScan();
        continue;
      }
      this.at = end;
    }
    if (this.components.length === 0) throw new Error("a JPEG without a frame");
    return { ...this.size, planes: this.components.map((one) => this.planeOf(one)) };
  }

  private byte = () => this.bytes[this.at++] ?? 0;
  private word = () => (this.byte() << 8) | this.byte();

  private readQuantizations(end: number) {
    while (this.at < end) {
      const head = this.byte();
      const table = new Uint16Array(64);
      for (const place of zigzag) table[place] = head >> 4 ? this.word() : this.byte();
      this.quantizations[head & 15] = table;
    }
  }

  private readTables(end: number) {
    while (this.at < end) {
      const head = this.byte();
      const sizes = this.bytes.slice(this.at, this.at + 16);
      this.at += 16;
      const length = sizes.reduce((sum, one) => sum + one, 0);
      const values = this.bytes.slice(this.at, this.at + length);
      this.at += length;
      this.tables[head >> 4 ? "ac" : "dc"][head & 15] = { sizes, values };
    }
  }

  private readFrame() {
    const bits = this.byte();
    const rows = this.word();
    const columns = this.word();
    this.size = { columns, rows, bits };
    this.components = Array.from({ length: this.byte() }, () => {
      const id = this.byte();
      const sampling = this.byte();
      return {
        id,
        across: sampling >> 4,
        down: sampling & 15,
        quantization: this.byte(),
        dc: undefined,
        ac: undefined,
        prediction: 0,
        blocksWide: 0,
        samples: new Int32Array(),
      };
    });
    const { across, down } = this.units();
    for (const one of this.components) {
      one.blocksWide = across * one.across;
      one.samples = new Int32Array(one.blocksWide * down * one.down * 64);
    }
  }

  private most = () => ({
    across: Math.max(...this.components.map((one) => one.across)),
    down: Math.max(...this.components.map((one) => one.down)),
  });

  /** How many units of all components lie beside and below one another. */
  private units() {
    const most = this.most();
    return {
      across: Math.ceil(this.size.columns / (8 * most.across)),
      down: Math.ceil(this.size.rows / (8 * most.down)),
    };
  }

  private readScan() {
    const scanned = Array.from({ length: this.byte() }, () => {
      const id = this.byte();
      const which = this.byte();
      const component = this.components.find((one) => one.id === id);
      if (!component) throw new Error("a JPEG with a scan of nothing");
      component.dc = this.tables.dc[which >> 4];
      component.ac = this.tables.ac[which & 15];
      return component;
    });
    this.at += 3;
    this.begin();
    const most = this.most();
    const units = this.units();
    const [only] = scanned;
    const alone = scanned.length === 1 ? only : undefined;
    const wide = alone
      ? Math.ceil((this.size.columns * alone.across) / (8 * most.across))
      : units.across;
    const high = alone ? Math.ceil((this.size.rows * alone.down) / (8 * most.down)) : units.down;
    for (let unit = 0; unit < wide * high; unit++) {
      if (this.restart > 0 && unit > 0 && unit % this.restart === 0) this.passRestart();
      const [column, row] = [unit % wide, Math.floor(unit / wide)];
      for (const one of scanned)
        if (alone) this.readBlock(one, column, row);
        else
          for (let below = 0; below < one.down; below++)
            for (let beside = 0; beside < one.across; beside++)
              this.readBlock(one, column * one.across + beside, row * one.down + below);
    }
    this.at -= this.count >> 3;
  }

  private begin() {
    this.held = 0;
    this.count = 0;
    for (const one of this.components) one.prediction = 0;
  }

  private passRestart() {
    this.at -= this.count >> 3;
    while (this.at + 1 < this.bytes.length) {
      const isMark =
        this.bytes[this.at] === 0xff && ((this.bytes[this.at + 1] ?? 0) & 0xf8) === 0xd0;
      if (isMark) break;
      this.at++;
    }
    this.at += 2;
    this.begin();
  }

  private bit(): number {
    if (this.count === 0) {
      if (this.at >= this.bytes.length) throw new Error("a JPEG cut short");
      this.held = this.bytes[this.at] ?? 0;
      // A mark ends the scan: what is still asked of it is nought.
      if (this.held === 0xff && this.bytes[this.at + 1] !== 0) return 0;
      this.at += this.held === 0xff ? 2 : 1;
      this.count = 8;
    }
    this.count--;
    return (this.held >> this.count) & 1;
  }

  private bits(length: number): number {
    let value = 0;
    for (let read = 0; read < length; read++) value = (value << 1) | this.bit();
    return value;
  }

  private symbol(table: Table | undefined): number {
    if (!table) throw new Error("a JPEG without its codes");
    let [code, first, index] = [0, 0, 0];
    for (const size of table.sizes) {
      code = (code << 1) | this.bit();
      if (code - first < size) return table.values[index + code - first] ?? 0;
      index += size;
      first = (first + size) << 1;
    }
    throw new Error("a JPEG with a code of nothing");
  }

  private signed(length: number): number {
    const value = this.bits(length);
    return length > 0 && value < 2 ** (length - 1) ? value - 2 ** length + 1 : value;
  }

  private readBlock(one: Component, column: number, row: number) {
    const waves = new Float64Array(64);
    const table = this.quantizations[one.quantization];
    if (!table) throw new Error("a JPEG without its steps");
    one.prediction += this.signed(this.symbol(one.dc));
    waves[0] = one.prediction * (table[0] ?? 1);
    for (let at = 1; at < 64; at++) {
      const symbol = this.symbol(one.ac);
      const length = symbol & 15;
      if (length === 0 && symbol >> 4 < 15) break;
      at += symbol >> 4;
      if (length === 0) continue;
      const place = zigzag[at];
      const value = this.signed(length);
      if (place !== undefined) waves[place] = value * (table[place] ?? 1);
    }
    const from = (row * one.blocksWide + column) * 64;
    if (from + 64 <= one.samples.length) one.samples.set(this.turned(waves), from);
  }

  /** Waves turned into samples, rows first. */
  private turned(waves: Float64Array): Int32Array {
    const half = new Float64Array(64);
    for (let row = 0; row < 8; row++)
      for (let column = 0; column < 8; column++) {
        let sum = 0;
        for (let wave = 0; wave < 8; wave++)
          sum += (waves[row * 8 + wave] ?? 0) * (cosines[column * 8 + wave] ?? 0);
        half[row * 8 + column] = sum;
      }
    const middle = 2 ** (this.size.bits - 1);
    const highest = 2 ** this.size.bits - 1;
    return Int32Array.from({ length: 64 }, (_, at) => {
      const [row, column] = [at >> 3, at & 7];
      let sum = 0;
      for (let wave = 0; wave < 8; wave++)
        sum += (half[wave * 8 + column] ?? 0) * (cosines[row * 8 + wave] ?? 0);
      return Math.min(highest, Math.max(0, Math.round(sum) + middle));
    });
  }

  private planeOf({ samples, blocksWide, across, down }: Component): Uint16Array {
    const { columns, rows } = this.size;
    const most = this.most();
    return Uint16Array.from({ length: columns * rows }, (_, at) => {
      const x = Math.floor(((at % columns) * across) / most.across);
      const y = Math.floor((Math.floor(at / columns) * down) / most.down);
      return samples[((y >> 3) * blocksWide + (x >> 3)) * 64 + (y & 7) * 8 + (x & 7)] ?? 0;
    });
  }
}
