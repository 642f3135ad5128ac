"use strict";
/*
 * A checker of Chaoscert certificates, written from the text of the format (src/docs/certificate-format.md) and
 * independent of the program and of its checker in Java: plain JavaScript, exact fractions of BigInt, no dependency.
 *
 * To be read from top to bottom; the numbers of the sections are those of the format:
 *   0 faults and limits, JSON, SHA-256 · 1 numbers · 2 networks and their graphs · 3 claims and witnesses
 *   4 the order of the duties · 5 balls of networks · 6 smooth activations · 7 what programs compute · 8 entropy
 *
 * It rejects by default: every fault is thrown, and one line of `verdict` says "valid", after the whole file is read
 * and every condition is shown. No floating-point number has a part in any decision: JavaScript's numbers only count.
 *
 *   In a page:     chaoscertChecker.check(bytes, {network: bytes of a network file, limits: {work: 1e9}})
 *   As a program:  node checker.js [--network FILE] [--json] CERTIFICATE...
 */
(() => {

// ---- 0. Faults and limits -----------------------------------------------------------------------------------------

/** The first fault that is found. */
class Fault extends Error {
  constructor(result, code, place, why) {
    super(why);
    Object.assign(this, {result, code, place});
  }
}

const rejected = (code, place, why) => new Fault("rejected", code, place, why);
const unreadable = (code, place, why) => new Fault("unreadable", code, place, why);
const overLimits = (place, why) => new Fault("over-limits", "", place, why);

function must(condition, code, place, why) { if (!condition) throw rejected(code, place, why); }

function mustFit(condition, place, why) { if (!condition) throw overLimits(place, why); }

const LIMITS = {bytes: 2 ** 30, depth: 64, length: 2 ** 24, digits: 20000, bits: 2 ** 18, work: 10 ** 9};

/** What may be spent on one certificate. Sizes are bounded before anything is expanded. */
class Budget {
  constructor(limits) {
    Object.assign(this, LIMITS, limits);
    this.tooLarge = 1n << BigInt(this.bits);
  }

  requireBytes(count) { mustFit(count <= this.bytes, "", `a file, or a layer's numbers, of ${count} bytes`); }

  requireLength(count, place) { mustFit(count <= this.length, place, `a list or kinks beyond ${this.length}`); }

  requireDigits(text, place) { mustFit(text.length <= this.digits, place, `a number of ${text.length} characters`); }

  requireWork(steps) { mustFit(steps <= BigInt(this.work), "/witness", `checking takes ${steps} steps`); }

  requireBits(x, place) {
    const isShort = x.n < this.tooLarge && -x.n < this.tooLarge && x.d < this.tooLarge;
    mustFit(isShort, place, `a number of more than ${this.bits} bits`);
    return x;
  }
}

// ---- 0. JSON, strictly --------------------------------------------------------------------------------------------

/** An unquoted number or word, as it is written. */
class Literal {
  constructor(text) { this.text = text; }
}

const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const SPACE = /[ \n\r\t]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES = {'"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t"};
const HALF_PAIR = /[\ud800-\udfff]/u;

/** Reads one value: objects become Maps, lists arrays, strings strings, and all else literals. */
class JsonText {
  static read(bytes, budget) {
    budget.requireBytes(bytes.length);
    let text;
    try {
      // Fatal: no overlong forms, no surrogates. A byte order mark stays, and no value begins with it.
      text = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
    } catch (failure) {
      throw failure.name === "TypeError" ? unreadable("", "", "not UTF-8") : overLimits("", "a text of such length");
    }
    const json = new JsonText(text, budget);
    json.pass(SPACE);
    const value = json.value(0);
    if (json.next < text.length) throw json.fault("text after the end");
    return value;
  }

  constructor(text, budget) { Object.assign(this, {text, budget, next: 0}); }

  fault(what) { return unreadable("", "", `not JSON: ${what} at character ${this.next}`); }

  /** Passes the longest text of a pattern that stands here, and returns it. */
  pass(pattern) {
    pattern.lastIndex = this.next;
    const found = pattern.exec(this.text);
    this.next += found ? found[0].length : 0;
    return found ? found[0] : "";
  }

  /** Passes a mark of punctuation and the white space behind it. */
  expect(mark) {
    if (this.text[this.next] !== mark) throw this.fault(`expected ${mark}`);
    this.next++;
    this.pass(SPACE);
  }

  value(depth) {
    mustFit(depth <= this.budget.depth, "", `nested deeper than ${this.budget.depth}`);
    switch (this.text[this.next]) {
      case "{": return this.object(depth);
      case "[": return this.list(depth);
      case '"': return this.string();
      default: return this.literal();
    }
  }

  object(depth) {
    const members = new Map();
    for (this.expect("{"); this.text[this.next] !== "}";) {
      if (members.size > 0) this.expect(",");
      const key = this.string();
      this.expect(":");
      const value = this.value(depth + 1);
      if (members.has(key)) throw this.fault(`the key "${key}" stands twice, before`);
      members.set(key, value);
    }
    this.expect("}");
    return members;
  }

  list(depth) {
    const elements = [];
    for (this.expect("["); this.text[this.next] !== "]";) {
      if (elements.length > 0) this.expect(",");
      elements.push(this.value(depth + 1));
      this.budget.requireLength(elements.length, "");
    }
    this.expect("]");
    return elements;
  }

  string() {
    if (this.text[this.next] !== '"') throw this.fault('expected "');
    this.next++;
    let said = this.pass(PLAIN);
    while (this.text[this.next] === "\\") said += this.escape() + this.pass(PLAIN);
    this.expect('"');
    // Half of a pair can only come from an escape.
    if (HALF_PAIR.test(said)) throw this.fault("half a surrogate pair before");
    return said;
  }

  escape() {
    const [letter, digits] = [this.text[this.next + 1], this.text.slice(this.next + 2, this.next + 6)];
    if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(digits)) {
      this.next += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    if (!Object.hasOwn(ESCAPES, letter ?? "none")) throw this.fault("unknown escape");
    this.next += 2;
    return ESCAPES[letter];
  }

  literal() {
    const text = this.pass(LITERAL);
    if (text === "") throw this.fault("expected a value");
    this.pass(SPACE);
    return new Literal(text);
  }
}

/** The members of an object that stands at some place of a file; each reader says what is wrong, and where. */
class Fields {
  constructor(value, place, budget) {
    must(value instanceof Map, "wrong-type", place, "expected an object");
    Object.assign(this, {members: value, place, budget});
  }

  at(key) { return `${this.place}/${key}`; }

  has(key) { return this.members.has(key); }

  get(key) {
    must(this.has(key), "missing-key", this.at(key), "missing");
    return this.members.get(key);
  }

  object(key) { return new Fields(this.get(key), this.at(key), this.budget); }

  string(key) {
    const value = this.get(key);
    must(typeof value === "string", "wrong-type", this.at(key), "expected a string");
    return value;
  }

  list(key) { return listAt(this.get(key), this.at(key)); }

  number(key) { return canonicalNumber(this.get(key), this.at(key), this.budget); }

  /** A count: a JSON integer, at least 1. */
  count(key) {
    const value = this.get(key);
    const isCount = value instanceof Literal && /^[1-9][0-9]*$/.test(value.text);
    must(isCount, "wrong-type", this.at(key), "expected an integer of at least 1");
    this.budget.requireDigits(value.text, this.at(key));
    return BigInt(value.text);
  }

  /** No other keys than these. */
  only(...keys) {
    for (const key of this.members.keys()) {
      const step = key.replaceAll("~", "~0").replaceAll("/", "~1");
      must(keys.includes(key), "unknown-key", this.at(step), "a key outside the format");
    }
  }
}

function listAt(value, place) {
  must(Array.isArray(value), "wrong-type", place, "expected a list");
  return value;
}

// ---- 0. SHA-256 (FIPS 180-4) --------------------------------------------------------------------------------------

/**
 * The first 32 bits behind the point of the square or cube roots of the first primes: the constants of the standard.
 */
function rootsOfPrimes(count, degree) {
  const primes = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every(prime => n % prime !== 0)) primes.push(n);
  }
  return primes.map(prime => {
    const power = BigInt(prime) << BigInt(32 * degree);
    let root = 0n;
    for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) {
      if ((root + bit) ** BigInt(degree) <= power) root += bit;
    }
    return Number(BigInt.asUintN(32, root));
  });
}

const START = rootsOfPrimes(8, 2);
const ROUNDS = rootsOfPrimes(64, 3);

/** The digest of a text of ASCII characters, in hexadecimal digits. */
function sha256(text) {
  const padded = new Uint8Array(64 * Math.ceil((text.length + 9) / 64));
  for (let i = 0; i < text.length; i++) padded[i] = text.charCodeAt(i);
  padded[text.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setBigUint64(padded.length - 8, 8n * BigInt(text.length));
  const hash = Uint32Array.from(START);
  const w = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = words.getUint32(block + 4 * i);
    compress(hash, w);
  }
  return Array.from(hash, word => word.toString(16).padStart(8, "0")).join("");
}

const rotated = (x, by) => (x >>> by) | (x << (32 - by));

function compress(hash, w) {
  for (let i = 16; i < 64; i++) {
    const s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i];
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { hash[i] += word; });
}

// ---- 1. Numbers ---------------------------------------------------------------------------------------------------

/** An exact fraction n/d with d > 0, not always in lowest terms; or ±1/0, the infinite ends of intervals. */
class Fraction {
  constructor(n, d) {
    this.n = n;
    this.d = d;
  }

  get isFinite() { return this.d !== 0n; }

  get sign() { return signOf(this.n); }
}

const signOf = n => (n > 0n ? 1 : n < 0n ? -1 : 0);
const sizeOf = n => (n < 0n ? -n : n);
const whole = n => new Fraction(BigInt(n), 1n);
const quotient = (n, d) => (d < 0n ? new Fraction(-n, -d) : new Fraction(n, d));
const ZERO = whole(0);
const ONE = whole(1);
const MINUS_ONE = whole(-1);
const INFINITY = new Fraction(1n, 0n);
const MINUS_INFINITY = new Fraction(-1n, 0n);

/** The sign of x − y, by cross-multiplication; where the signs are equal that is right for ±1/0 as well. */
function compare(x, y) {
  if (x.sign !== y.sign) return x.sign < y.sign ? -1 : 1;
  return x.d === y.d ? signOf(x.n - y.n) : signOf(x.n * y.d - y.n * x.d);
}

const least = (x, y) => (compare(x, y) <= 0 ? x : y);
const greatest = (x, y) => (compare(x, y) >= 0 ? x : y);
const negative = x => new Fraction(-x.n, x.d);
const size = x => (x.n < 0n ? negative(x) : x);
const times = (x, y) => new Fraction(x.n * y.n, x.d * y.d);
const minus = (x, y) => plus(x, negative(y));

/** A sum; an infinite summand outweighs a finite one. Where a denominator divides the other, no longer one is made. */
function plus(x, y) {
  if (!x.isFinite || !y.isFinite) return x.isFinite ? y : x;
  if (x.d < y.d) return plus(y, x);
  return x.d % y.d === 0n
    ? new Fraction(x.n + y.n * (x.d / y.d), x.d)
    : new Fraction(x.n * y.d + y.n * x.d, x.d * y.d);
}

/** A quotient by a finite number above 0. */
const over = (x, y) => (x.isFinite ? new Fraction(x.n * y.d, x.d * y.n) : x);

function commonDivisor(a, b) {
  // A power of two shares with a number as many twos as both have.
  if ((b & (b - 1n)) === 0n && a !== 0n) return (a & -a) < b ? a & -a : b;
  let [x, y] = [sizeOf(a), b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function lowest(x) {
  if (!x.isFinite) return x;
  const common = commonDivisor(x.n, x.d);
  return common === 1n ? x : new Fraction(x.n / common, x.d / common);
}

/** The canonical text of a number in lowest terms, or of an infinite end. */
function canonicalText(x) {
  if (!x.isFinite) return x.n < 0n ? "-inf" : "inf";
  return x.d === 1n ? `${x.n}` : `${x.n}/${x.d}`;
}

/** How many binary digits the size of a whole number has. */
function bitLength(n) {
  const digits = sizeOf(n).toString(16);
  return 4 * digits.length - (Math.clz32(parseInt(digits[0], 16)) - 28);
}

const floorOf = (a, b) => (a % b < 0n ? a / b - 1n : a / b);
const ceilingOf = (a, b) => -floorOf(-a, b);

const QUOTIENT = /^(-?(?:0|[1-9][0-9]*))(?:\/([1-9][0-9]*))?$/;
const DECIMAL = /^(-?[0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const HEXADECIMAL = /^(-?)0x([0-9a-f]+)(?:\.([0-9a-f]+))?p([+-]?[0-9]+)$/;
const LARGEST_EXPONENT = 10000n;

/** A number of a certificate: a canonical string. */
function canonicalNumber(value, place, budget) {
  must(value !== "inf" && value !== "-inf", "not-canonical", place, "a number is expected here");
  const number = quotedNumber(value, place, budget);
  const canonical = QUOTIENT.test(value) && value === canonicalText(number);
  must(canonical, "not-canonical", place, "a number that is not written as it must be");
  return number;
}

/** A number in quotes, in lowest terms: exactly what it says. */
function quotedNumber(value, place, budget) {
  must(typeof value === "string", "wrong-type", place, "expected a number in quotes");
  budget.requireDigits(value, place);
  const fraction = QUOTIENT.exec(value);
  if (fraction) return lowest(new Fraction(BigInt(fraction[1]), BigInt(fraction[2] ?? 1)));
  const decimal = DECIMAL.exec(value);
  if (decimal) {
    const [, digits, places = "", power = "0"] = decimal;
    return lowest(scaled(BigInt(digits + places), 10n, exponent(power, place) - BigInt(places.length)));
  }
  const hexadecimal = HEXADECIMAL.exec(value);
  must(hexadecimal, "bad-number", place, "no number");
  const [, sign, digits, places = "", power] = hexadecimal;
  const exact = scaled(BigInt(`0x${digits}${places}`), 2n, exponent(power, place) - 4n * BigInt(places.length));
  const nearest = nearestBinary64(exact);
  must(nearest && compare(nearest, exact) === 0, "bad-number", place, "not a binary64 number");
  return lowest(sign ? negative(exact) : exact);
}

const scaled = (n, base, power) =>
  power < 0n ? new Fraction(n, base ** -power) : new Fraction(n * base ** power, 1n);

/** Judged before the number is expanded. */
function exponent(text, place) {
  const power = BigInt(text);
  mustFit(sizeOf(power) <= LARGEST_EXPONENT, place, `an exponent beyond ${LARGEST_EXPONENT}`);
  return power;
}

/** A number of a network file: quoted it stands for itself, unquoted for the nearest binary64 number. */
function fileNumber(value, place, budget) {
  if (!(value instanceof Literal)) return quotedNumber(value, place, budget);
  budget.requireDigits(value.text, place);
  const decimal = DECIMAL.exec(value.text);
  must(decimal, "wrong-type", place, "expected a number");
  const [, digits, places = "", power = "0"] = decimal;
  const n = BigInt(digits + places);
  if (n === 0n) return ZERO;
  // Of n·10^shift, with n below 10^length: so far out the nearest is known, and nothing is expanded.
  const shift = BigInt(power) - BigInt(places.length);
  if (shift + BigInt(value.text.length) < -400n) return ZERO;
  const nearest = shift > 400n ? null : nearestBinary64(scaled(n, 10n, shift));
  must(nearest, "bad-number", place, "beyond the range of binary64");
  return lowest(nearest);
}

/** The binary64 number nearest to a fraction, ties to even; null beyond the largest. Found by whole numbers alone. */
function nearestBinary64(x) {
  if (x.n === 0n) return ZERO;
  const top = sizeOf(x.n);
  // In units of 2^unit the number is below 2^54, and above 2^52 unless it is subnormal.
  let unit = Math.max(bitLength(top) - bitLength(x.d) - 53, -1074);
  const inUnits = () => (unit < 0 ? [top << BigInt(-unit), x.d] : [top, x.d << BigInt(unit)]);
  let [a, b] = inUnits();
  if (a / b >= 1n << 53n) {
    unit++;
    [a, b] = inUnits();
  }
  const twice = 2n * (a % b);
  const up = twice > b || (twice === b && (a / b) % 2n === 1n);
  const nearest = scaled(a / b + (up ? 1n : 0n), 2n, BigInt(unit));
  if (nearest.n >= 1n << 1024n) return null;
  return x.n < 0n ? negative(nearest) : nearest;
}

/** A closed interval, perhaps with infinite ends: a cell, an image, a range of slopes. */
class Span {
  constructor(low, high) {
    this.low = low;
    this.high = high;
  }

  static point(x) { return new Span(x, x); }

  get isPoint() { return compare(this.low, this.high) === 0; }

  holds(inner) { return compare(this.low, inner.low) <= 0 && compare(inner.high, this.high) <= 0; }

  meets(other) { return compare(this.low, other.high) <= 0 && compare(other.low, this.high) <= 0; }

  hull(other) { return new Span(least(this.low, other.low), greatest(this.high, other.high)); }

  /** The smallest interval that holds all products; both bounded. */
  times(other) {
    const products = [this.low, this.high].flatMap(x => [times(x, other.low), times(x, other.high)]);
    return new Span(products.reduce(least), products.reduce(greatest));
  }
}

const LINE = new Span(MINUS_INFINITY, INFINITY);

// ---- 2. Networks and their graphs ---------------------------------------------------------------------------------

/**
 * A continuous piecewise-linear function by its maximal affine pieces from left to right: piece i is
 * x ↦ (slopes[i]·x + offsets[i]) / scale, between kinks[i − 1] and kinks[i].
 */
class Graph {
  constructor(scale, budget) {
    Object.assign(this, {scale, budget, kinks: [], slopes: [], offsets: [], valuesAtKinks: []});
  }

  /** Goes on to the right with another line; with the same slope it is the same line, as the function is continuous. */
  append(from, slope, offset) {
    const pieces = this.slopes.length;
    if (pieces > 0 && this.slopes[pieces - 1] === slope) return;
    if (pieces > 0) this.kinks.push(from);
    this.slopes.push(slope);
    this.offsets.push(offset);
    this.budget.requireLength(pieces + 1, "/network/layers");
  }

  /** How many kinks lie below x, those at x included or not. */
  kinksBelow(x, included) {
    let [low, high] = [0, this.kinks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(this.kinks[middle], x);
      if (order < 0 || (included && order === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first and the last piece that lie in an interval with more than a point. */
  piecesIn(span) { return [this.kinksBelow(span.low, true), this.kinksBelow(span.high, false)]; }

  /** The value at x, or the limit at ±∞. */
  valueAt(x) {
    const piece = this.kinksBelow(x, false);
    const value = lineAt(this.slopes[piece], this.offsets[piece], this.scale, x);
    return this.budget.requireBits(value, "/witness");
  }

  valueAtKink(kink) { return this.valuesAtKinks[kink] ??= this.valueAt(this.kinks[kink]); }

  /** The exact hull of f(X): a continuous function that is affine between kinks is extreme at these or at the ends. */
  image(span) {
    const left = this.valueAt(span.low);
    if (span.isPoint) return Span.point(left);
    const right = this.valueAt(span.high);
    let [low, high] = [least(left, right), greatest(left, right)];
    const [first, last] = this.piecesIn(span);
    for (let kink = first; kink < last; kink++) {
      const value = this.valueAtKink(kink);
      if (compare(value, low) < 0) low = value;
      else if (compare(value, high) > 0) high = value;
    }
    return new Span(low, high);
  }

  /** S(X), the hull of the slopes of the pieces that X meets in more than a point; [0, 0] if X is a point. */
  slopesOn(span) {
    if (span.isPoint) return Span.point(ZERO);
    const [first, last] = this.piecesIn(span);
    let [low, high] = [this.slopes[first], this.slopes[first]];
    for (let piece = first + 1; piece <= last; piece++) {
      if (this.slopes[piece] < low) low = this.slopes[piece];
      if (this.slopes[piece] > high) high = this.slopes[piece];
    }
    return new Span(new Fraction(low, this.scale), new Fraction(high, this.scale));
  }
}

/** (slope·x + offset) / scale, or its limit at ±∞. */
function lineAt(slope, offset, scale, x) {
  if (slope === 0n) return new Fraction(offset, scale);
  if (!x.isFinite) return slope > 0n === x.n > 0n ? INFINITY : MINUS_INFINITY;
  return new Fraction(slope * x.n + offset * x.d, scale * x.d);
}

/** The piecewise-linear activations by their kinks and by the pieces between: slope and offset. */
const SHAPES = {
  "identity": {levels: [], pieces: [[1n, 0n]]},
  "relu": {levels: [0n], pieces: [[0n, 0n], [1n, 0n]]},
  "abs": {levels: [0n], pieces: [[-1n, 0n], [1n, 0n]]},
  "clip": {levels: [0n, 1n], pieces: [[0n, 0n], [1n, 0n], [0n, 1n]]},
  "hard-tanh": {levels: [-1n, 1n], pieces: [[0n, -1n], [1n, 0n], [0n, 1n]]},
};

function shapeGraph(levels, pieces, scale, budget) {
  const graph = new Graph(scale, budget);
  const starts = [MINUS_INFINITY, ...levels.map(whole)];
  pieces.forEach(([slope, offset], i) => graph.append(starts[i], slope, offset));
  return graph;
}

/** An activation: its name in the canonical text, and its graph or, for tanh and sigmoid, none. */
function readActivation(layer, readNumber, budget) {
  const isLeaky = layer.has("slope") && layer.string("activation") === "leaky-relu";
  const slope = isLeaky ? readNumber(layer.get("slope"), layer.at("slope"), budget) : ZERO;
  const name = layer.string("activation");
  if (name === "leaky-relu") {
    layer.get("slope");
    const allowed = slope.n >= 0n && slope.n <= slope.d;
    must(allowed, "bad-activation", layer.at("slope"), "the slope must lie between 0 and 1");
    const shape = shapeGraph([0n], [[slope.n, 0n], [slope.d, 0n]], slope.d, budget);
    return {name, text: `${name}:${canonicalText(slope)}`, shape};
  }
  must(!layer.has("slope"), "unknown-key", layer.at("slope"), "only leaky-relu has a slope");
  if (name === "tanh" || name === "sigmoid") return {name, text: name, shape: null};
  must(Object.hasOwn(SHAPES, name), "bad-activation", layer.at("activation"), "no such activation");
  return {name, text: name, shape: shapeGraph(SHAPES[name].levels, SHAPES[name].pieces, 1n, budget)};
}

/** A network: layers of whole numbers over one denominator each, domain, digest. */
class Network {
  /** `fields` is the network of a certificate, whose numbers are canonical, or that of a file of its own. */
  constructor(fields, isEmbedded, budget) {
    Object.assign(this, {budget, layers: [], units: 0});
    this.readNumber = isEmbedded ? canonicalNumber : fileNumber;
    if (isEmbedded) fields.get("domain");
    let inputs = 1;
    for (const element of fields.list("layers")) {
      const place = `${fields.at("layers")}/${this.layers.length}`;
      const layer = this.readLayer(new Fields(element, place, budget), inputs);
      this.layers.push(layer);
      inputs = layer.rows.length;
      this.units += inputs;
    }
    const isOneNumber = this.layers.length > 0 && inputs === 1;
    must(isOneNumber, "bad-shape", fields.at("layers"), "the last layer must have one unit");
    this.last = this.layers[this.layers.length - 1];
    this.domain = this.readDomain(fields);
    this.isSmooth = this.layers.some(layer => layer.activation.shape === null);
    this.sha256 = sha256(this.canonicalText());
    for (const layer of this.layers) toIntegers(layer);
  }

  static file(bytes, budget) {
    const fields = new Fields(JsonText.read(bytes, budget), "", budget);
    const known = fields.string("format") === "chaoscert-network/1";
    must(known, "unknown-format", "/format", "no chaoscert-network/1");
    return new Network(fields, false, budget);
  }

  readLayer(fields, inputs) {
    fields.only("weights", "biases", "activation", "slope");
    const list = fields.list("weights");
    must(list.length > 0, "bad-shape", fields.at("weights"), "a layer without units");
    const rows = list.map((row, i) => this.readNumbers(row, `${fields.at("weights")}/${i}`, inputs));
    const biases = this.readNumbers(fields.get("biases"), fields.at("biases"), rows.length);
    const activation = readActivation(fields, this.readNumber, this.budget);
    const layer = {rows, biases, activation, scale: 1n};
    for (const number of rows.concat([biases]).flat()) {
      if (layer.scale % number.d === 0n) continue;
      layer.scale *= number.d / commonDivisor(layer.scale, number.d);
      this.budget.requireBits(new Fraction(0n, layer.scale), fields.place);
    }
    this.budget.requireBytes(Math.floor(bitLength(layer.scale) / 8) * rows.length * (inputs + 1));
    return layer;
  }

  readNumbers(value, place, count) {
    const list = listAt(value, place);
    must(list.length === count, "bad-shape", place, `found ${list.length} numbers, expected ${count}`);
    return list.map((number, i) => this.readNumber(number, `${place}/${i}`, this.budget));
  }

  readDomain(fields) {
    if (!fields.has("domain")) return this.last.activation.name === "clip" ? new Span(ZERO, ONE) : LINE;
    const [place, list] = [fields.at("domain"), fields.list("domain")];
    must(list.length === 2, "bad-domain", place, "expected two ends");
    const [left, right] = list.map((end, i) => {
      if (end === "inf") return INFINITY;
      return end === "-inf" ? MINUS_INFINITY : this.readNumber(end, `${place}/${i}`, this.budget);
    });
    must(compare(left, right) < 0, "bad-domain", place, "the left end must lie below the right end");
    return new Span(left, right);
  }

  /** The text of which the digest is made: numbers are in lowest terms, and nothing needs to be escaped. */
  canonicalText() {
    const list = (elements, text) => `[${elements.map(text).join(",")}]`;
    const numbers = row => list(row, number => `"${canonicalText(number)}"`);
    const activations = list(this.layers, layer => `"${layer.activation.text}"`);
    const biases = list(this.layers, layer => numbers(layer.biases));
    const weights = list(this.layers, layer => list(layer.rows, numbers));
    const domain = numbers([this.domain.low, this.domain.high]);
    return `{"activations":${activations},"biases":${biases},"domain":${domain},"weights":${weights}}`;
  }

  /** In words. */
  get subject() {
    const [left, right] = [this.domain.low, this.domain.high].map(canonicalText);
    return `${this.sha256}, domain ${left} to ${right}, ${this.layers.length} layers, ${this.units} units`;
  }

  /** An interval that holds all values: those of the last activation. */
  get range() {
    if (this.last.activation.shape) return this.last.activation.shape.image(LINE);
    return new Span(this.last.activation.name === "tanh" ? MINUS_ONE : ZERO, ONE);
  }

  /** f(x) by the definition, layer by layer; the values of all units are whole numbers over one denominator. */
  valueAt(x) {
    let [values, denominator] = [[x.n], x.d];
    for (const {rows, biases, scale, activation: {shape}} of this.layers) {
      const sumDenominator = scale * denominator;
      values = rows.map((row, unit) => {
        const sum = row.reduce((part, weight, i) => part + weight * values[i], biases[unit] * denominator);
        const piece = shape.kinks.filter(kink => sum > kink.n * sumDenominator).length;
        return shape.slopes[piece] * sum + shape.offsets[piece] * sumDenominator;
      });
      denominator = sumDenominator * shape.scale;
    }
    return this.budget.requireBits(new Fraction(values[0], denominator), "/witness");
  }
}

/** Replaces the numbers of a layer by whole numbers over its scale. */
function toIntegers(layer) {
  const integer = number => number.n * (layer.scale / number.d);
  layer.rows = layer.rows.map(row => row.map(integer));
  layer.biases = layer.biases.map(integer);
}

/**
 * The graph of a piecewise-linear network on a domain: the units of a layer become sums of the graphs of those
 * before.
 */
function unfold(network, domain, budget) {
  let graphs = [shapeGraph([], [[1n, 0n]], 1n, budget)];
  for (const {rows, biases, scale, activation} of network.layers) {
    const inputs = new Summands(graphs, domain, budget);
    const units = [];
    let kinks = 0;
    for (let unit = 0; unit < rows.length; unit++) {
      units.push(inputs.activatedSum(rows[unit], biases[unit], scale, activation.shape));
      kinks += units[unit].kinks.length;
      budget.requireLength(kinks, "/network/layers");
    }
    graphs = units;
  }
  return graphs[0];
}

/**
 * Functions on one domain, over one scale, whose weighted sums are wanted; their bends are sorted once for all sums.
 */
class Summands {
  constructor(graphs, domain, budget) {
    Object.assign(this, {graphs, domain, budget, scale: graphs[0].scale, bends: []});
    graphs.forEach((graph, input) => graph.kinks.forEach((at, i) => this.bends.push({
      at, input,
      slope: graph.slopes[i + 1] - graph.slopes[i],
      offset: graph.offsets[i + 1] - graph.offsets[i],
    })));
    this.bends.sort((one, other) => compare(one.at, other.at));
    this.bends.forEach((bend, i) => {
      const next = this.bends[i + 1];
      bend.isLastAtItsPlace = !next || compare(next.at, bend.at) !== 0;
    });
  }

  /** The activation of Σ weight·graph + bias, for whole numbers over a scale of their own. */
  activatedSum(weights, bias, scale, shape) {
    let [slope, offset] = [0n, bias * this.scale];
    this.graphs.forEach((graph, i) => {
      slope += weights[i] * graph.slopes[0];
      offset += weights[i] * graph.offsets[0];
    });
    const pieces = [{from: this.domain.low, slope, offset}];
    for (const bend of this.bends) {
      slope += weights[bend.input] * bend.slope;
      offset += weights[bend.input] * bend.offset;
      if (bend.isLastAtItsPlace) pieces.push({from: bend.at, slope, offset});
    }
    return activated(pieces, this.domain.high, this.scale * scale, shape, this.budget);
  }
}

/**
 * The activation of a sum that is given by its pieces, up to an end: along a piece the sum is affine, and goes through
 * the zones between the kinks of the activation in one direction.
 */
function activated(pieces, end, scale, shape, budget) {
  const graph = new Graph(shape.scale * scale, budget);
  pieces.forEach(({from, slope, offset}, i) => {
    const to = i + 1 < pieces.length ? pieces[i + 1].from : end;
    // Just right of `from` a rising sum has passed a kink that it has reached there, and a falling one is below it.
    let zone = shape.kinksBelow(lineAt(slope, offset, scale, from), slope > 0n);
    for (let start = from; ;) {
      const [factor, shift] = [shape.slopes[zone], shape.offsets[zone]];
      graph.append(start, factor * slope, factor * offset + shift * scale);
      const kink = slope === 0n ? undefined : shape.kinks[slope > 0n ? zone : zone - 1];
      if (!kink) break;
      // The kinks of activations are whole numbers.
      start = quotient(kink.n * scale - offset, slope);
      if (compare(start, to) >= 0) break;
      zone += signOf(slope);
    }
  });
  return graph;
}

// ---- 3. Claims and witnesses --------------------------------------------------------------------------------------

const UNSUPPORTED = "claim-not-supported-by-witness";

/**
 * The map or the maps that a certificate is about, as the rules see them: `image(X)` holds f(x), and `slopesOn(X)`
 * the slopes of f, for all x in X and all f; `cost` says how much longer a step takes than one of an exact map. For
 * one exact map: its graph.
 */
class Subject {
  /**
   * Sees to it that f maps D into D, which all conclusions need; for a smooth f that is done when the precision is
   * known.
   */
  constructor(network, budget) {
    Object.assign(this, {network, budget, enclosure: null, cost: 1n});
    if (network.isSmooth || network.domain.holds(network.range)) return;
    const stays = network.domain.holds(this.graph.image(network.domain));
    must(stays, "domain-not-invariant", "/network/domain", "f leaves the domain");
  }

  get graph() { return this.madeGraph ??= unfold(this.network, this.network.domain, this.budget); }

  /** What the rules of a cover look at. */
  get maps() { return this.enclosure ?? this.graph; }

  /**
   * The radius, the precision and the arithmetic: whether it is one exact map, a ball, a smooth one, or what programs
   * compute.
   */
  open(certificate) {
    const {network, budget} = this;
    const radius = certificate.number("radius");
    if (certificate.string("claim").startsWith("float-")) {
      must(radius.n === 0n, "radius-not-supported", "/radius", "evaluations are of one network");
      this.enclosure = new Evaluation(certificate, network, budget);
    } else if (network.isSmooth) {
      const precision = certificate.count("precision");
      must(radius.n === 0n, "radius-not-supported", "/radius", "smooth activations are for radius 0");
      this.enclosure = new SmoothMap(network, precision, budget);
    } else if (radius.n !== 0n) {
      this.enclosure = new Ball(network, radius, budget);
    }
    this.cost = this.enclosure?.cost ?? 1n;
  }

  /** Work grows with the number of units, and with what a step takes. */
  requireWork(steps) { this.budget.requireWork(steps * this.cost * BigInt(this.network.units)); }

  /** f^iterate of a point: one point again, or an interval in which it lies. */
  iterated(start, iterate) {
    let image = start;
    for (let i = 0; i < iterate; i++) {
      image = this.enclosure ? this.enclosure.image(image) : Span.point(this.network.valueAt(image.low));
    }
    return image;
  }

  requireInDomain(point, place) {
    must(this.network.domain.holds(Span.point(point)), "point-outside-domain", place, "not in the domain");
  }

  /**
   * Called once the keys that a claim needs were found: the kind must fit as well, and nothing else may stand there.
   */
  requireKind(witness, kind, ...keys) {
    must(witness.string("kind") === kind, UNSUPPORTED, witness.at("kind"), `expected ${kind}`);
    if (this.enclosure && !["li-yorke-point", "cover", "error-bound"].includes(kind)) {
      const code = this.enclosure instanceof Ball ? "radius-not-supported" : UNSUPPORTED;
      throw rejected(code, witness.at("kind"), "such a witness is for one exact map");
    }
    witness.only("kind", ...keys);
  }
}

/** The claims: what follows from the witness, and the keys that a certificate has beside those of all. */
const CLAIMS = {
  "li-yorke-chaos": {keys: [], conclude: chaos},
  "period": {keys: ["period"], conclude: period},
  "no-period": {keys: ["period"], conclude: noPeriod},
  "float-evaluation": {keys: ["arithmetic", "interval", "deviation"], conclude: withinDeviation},
  "float-li-yorke": {keys: ["arithmetic"], conclude: computedChaos},
  "entropy-at-least": {keys: ["bound"], conclude: entropyAtLeast},
  "entropy-at-most": {keys: ["bound"], conclude: entropyAtMost},
};

/** Holds the witness against the claim. Conclusions are drawn here and never read from the file. */
function conclusionsOf(certificate, subject) {
  subject.open(certificate);
  const witness = certificate.object("witness");
  const claim = certificate.string("claim");
  must(Object.hasOwn(CLAIMS, claim), UNSUPPORTED, "/claim", "no such claim");
  const conclusions = CLAIMS[claim].conclude(witness, subject, certificate);
  const keys = ["format", "network", "claim", "radius", "witness", ...CLAIMS[claim].keys];
  if (claim === "entropy-at-most" && isOfPeriods(witness)) keys.push("period");
  if (subject.network.isSmooth) keys.push("precision");
  certificate.only(...keys);
  return conclusions;
}

const isPowerOfTwo = n => (n & (n - 1n)) === 0n;

/** Li and Yorke, or a period that is no power of two (Sharkovsky: then some iterate has period three). */
function chaos(witness, subject) {
  if (witness.string("kind") === "periodic-orbit") {
    const length = orbit(witness, subject);
    must(!isPowerOfTwo(BigInt(length)), "power-of-two", witness.at("orbit"), `${length} points prove no chaos`);
    return ["chaotic"];
  }
  const iterate = witness.count("iterate");
  const point = witness.number("point");
  subject.requireKind(witness, "li-yorke-point", "iterate", "point");
  subject.requireInDomain(point, witness.at("point"));
  subject.requireWork(3n * iterate);
  requireLiYorke(point, iterate, witness.at("point"), subject);
  return ["chaotic"];
}

/**
 * With g = f^iterate, b = g(a), c = g(b), d = g(c): d ≤ a < b < c or d ≥ a > b > c, whatever the maps and points that
 * are enclosed.
 */
function requireLiYorke(point, iterate, place, subject) {
  const a = Span.point(point);
  const b = subject.iterated(a, iterate);
  const c = subject.iterated(b, iterate);
  const d = subject.iterated(c, iterate);
  const below = (x, y) => compare(x.high, y.low);
  const rises = below(d, a) <= 0 && below(a, b) < 0 && below(b, c) < 0;
  const falls = below(a, d) <= 0 && below(b, a) < 0 && below(c, b) < 0;
  must(rises || falls, "inequality-fails", place, "neither d <= a < b < c nor d >= a > b > c");
}

function period(witness, subject, certificate) {
  const n = certificate.count("period");
  const length = orbit(witness, subject);
  must(BigInt(length) === n, UNSUPPORTED, witness.at("orbit"), `${length} points for period ${n}`);
  return [`has-period:${n}`];
}

/** Different points of D, each mapped to the next and the last to the first. Returns how many. */
function orbit(witness, subject) {
  const place = witness.at("orbit");
  const list = witness.list("orbit");
  subject.requireKind(witness, "periodic-orbit", "orbit");
  subject.requireWork(BigInt(list.length));
  const points = list.map((element, i) => {
    const point = canonicalNumber(element, `${place}/${i}`, subject.budget);
    subject.requireInDomain(point, `${place}/${i}`);
    return point;
  });
  must(points.length > 0, "not-an-orbit", place, "no points");
  // Canonical numbers are equal only if they are written alike.
  must(new Set(list).size === list.length, "orbit-repeats", place, "a point stands twice");
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length];
    const goesOn = compare(subject.network.valueAt(point), next) === 0;
    must(goesOn, "not-an-orbit", `${place}/${i}`, "not mapped to the next point");
  });
  return points.length;
}

const isOfPeriods = witness => ["cover", "one-sided"].includes(witness.string("kind"));

/** From no period 2^(j+1) follows that all periods divide 2^j (Sharkovsky), and that f is not chaotic. */
function noPeriod(witness, subject, certificate) {
  const n = certificate.count("period");
  must(n > 1n, UNSUPPORTED, "/period", "no witness excludes fixed points");
  if (witness.string("kind") === "one-sided") {
    oneSided(witness, subject);
  } else {
    const parts = witness.list("cells").length + (witness.has("walls") ? witness.list("walls").length : 0);
    subject.requireKind(witness, "cover", "cells", "walls");
    subject.budget.requireLength(n, "/period");
    subject.requireWork(n * BigInt(parts + 1));
    new Cover(witness, Number(n), subject).check();
  }
  return isPowerOfTwo(n) ? [`no-period:${n}`, `periods-divide:${n / 2n}`, "not-chaotic"] : [`no-period:${n}`];
}

/** f(x) ≤ x on D, or f(x) ≥ x: then every orbit is monotone, and all periodic points are fixed. */
function oneSided(witness, subject) {
  const side = witness.string("side");
  subject.requireKind(witness, "one-sided", "side");
  must(["below", "above"].includes(side), "wrong-type", witness.at("side"), "neither below nor above");
  const [{graph, network: {domain}}, sign] = [subject, side === "below" ? 1 : -1];
  const stays = x => sign * compare(graph.valueAt(x), x) <= 0;
  // f − id is affine between kinks and out to infinity, where it stays on its side if its slope leads to that side.
  const slopeAtEnd = end => new Fraction(graph.slopes[end.n < 0n ? 0 : graph.slopes.length - 1], graph.scale);
  const staysAtEnd = end => (end.isFinite ? stays(end) : sign * end.sign * compare(slopeAtEnd(end), ONE) <= 0);
  const starts = graph.kinks.length === 0 && !domain.low.isFinite && !domain.high.isFinite ? [ZERO] : graph.kinks;
  const holds = starts.every(stays) && staysAtEnd(domain.low) && staysAtEnd(domain.high);
  must(holds, "not-one-sided", witness.at("side"), `the graph is not always ${side} the diagonal`);
}

/** J, f(J), f(f(J)), … and the products of slopes on the way, as far as they are asked for. */
class Images {
  constructor(start, maps) {
    this.maps = maps;
    this.all = [start];
  }

  at(k) {
    while (this.all.length <= k) this.all.push(this.maps.image(this.all[this.all.length - 1]));
    return this.all[k];
  }

  /** P_k(J) = S(J_0)·…·S(J_{k−1}): it encloses the slopes of f^k on J, by the chain rule. */
  slopes(k, budget, place) {
    let product = Span.point(ONE);
    for (let i = 0; i < k; i++) {
      product = product.times(this.maps.slopesOn(this.at(i)));
      budget.requireBits(product.low, place);
      budget.requireBits(product.high, place);
    }
    return product;
  }
}

/** Adjacent cells from one end of D to the other, each cleared of points of least period n by its rule. */
class Cover {
  constructor(witness, n, subject) {
    const {maps, budget, network: {domain}} = subject;
    Object.assign(this, {witness, n, maps, budget, domain, walls: [MINUS_INFINITY, INFINITY]});
  }

  /** Cells in place, then walls, then rules. */
  check() {
    const cells = this.cellsInPlace();
    this.walls = this.wallsInPlace();
    for (const cell of cells) cell.check();
  }

  cellsInPlace() {
    let left = this.end(this.domain.low);
    const cells = this.witness.list("cells").map((element, i) => {
      const fields = new Fields(element, `${this.witness.at("cells")}/${i}`, this.budget);
      const to = fields.get("to") === "inf" ? INFINITY : fields.number("to");
      must(compare(left.x, to) < 0, "cells-not-increasing", fields.at("to"), "not right of the end before");
      const right = this.end(to);
      const cell = new Cell(this, fields, left, right);
      left = right;
      return cell;
    });
    const complete = cells.length > 0 && compare(left.x, this.domain.high) === 0;
    must(complete, "cells-incomplete", this.witness.at("cells"), "the cells do not end where the domain ends");
    return cells;
  }

  end(x) { return {x, images: new Images(Span.point(x), this.maps)}; }

  /** f maps all of D on one side of a wall into that side: so no cycle has points on both. */
  wallsInPlace() {
    const {low, high} = this.domain;
    const walls = [MINUS_INFINITY];
    const list = this.witness.has("walls") ? this.witness.list("walls") : [];
    list.forEach((element, i) => {
      const place = `${this.witness.at("walls")}/${i}`;
      const wall = canonicalNumber(element, place, this.budget);
      const inOrder = [low, walls[i]].every(x => compare(x, wall) < 0) && compare(wall, high) < 0;
      const stays = side => side.holds(this.maps.image(side));
      const isWall = inOrder && (stays(new Span(low, wall)) || stays(new Span(wall, high)));
      must(isWall, "not-a-wall", place, "not between the one before and the end, or f leads both ways over it");
      walls.push(wall);
    });
    return [...walls, INFINITY];
  }
}

/** A cell J of a cover, and the five rules. */
class Cell {
  constructor(cover, fields, left, right) {
    Object.assign(this, {cover, fields, left, right, n: cover.n, span: new Span(left.x, right.x)});
    this.images = new Images(this.span, cover.maps);
  }

  check() {
    const rule = this.fields.string("rule");
    const isDivided = ["monotone", "fixed", "no-swap"].includes(rule);
    if (isDivided) this[rule === "no-swap" ? "noSwap" : rule](this.divisor());
    else if (rule === "separated") this.separated();
    else if (rule === "drift") this.drift();
    else throw rejected("unknown-rule", this.fields.at("rule"), "no such rule");
    this.fields.only("to", "rule", ...(isDivided ? ["divisor"] : []));
  }

  divisor() {
    const [e, n] = [this.fields.count("divisor"), BigInt(this.n)];
    must(e < n && n % e === 0n, "bad-divisor", this.fields.at("divisor"), `no proper divisor of ${n}`);
    return Number(e);
  }

  require(condition, code, why) { must(condition, code, this.fields.place, why); }

  slopes(k) { return this.images.slopes(k, this.cover.budget, this.fields.place); }

  /** The least and the greatest sign that f^k − id may have at a finite end. */
  signs({x, images}, k) { return [compare(images.at(k).low, x), compare(images.at(k).high, x)]; }

  /**
   * The same at any end. Far out f^k − id follows its slope, that of f^k less 1: up for a slope above 1 at +∞ or
   * below 1 at −∞.
   */
  signsAtAnyEnd(end, k) {
    if (end.x.isFinite) return this.signs(end, k);
    const slopes = this.slopes(k);
    if (compare(slopes.low, ONE) > 0) return [end.x.sign, end.x.sign];
    return compare(slopes.high, ONE) < 0 ? [-end.x.sign, -end.x.sign] : [-1, 1];
  }

  isFixedAt(end, k) { return end.x.isFinite && this.signs(end, k).every(sign => sign === 0); }

  /**
   * J, J_1, …, J_k, cut to the walls beside J, between which the cycles stay that pass through J (those through an
   * end of J stay there, or belong to the next cell); fewer if nothing is left.
   */
  cutImages(k) {
    const {walls, maps} = this.cover;
    const low = walls.findLast(wall => compare(wall, this.left.x) <= 0);
    const high = walls.find(wall => compare(this.right.x, wall) <= 0);
    const room = new Span(low, high);
    const images = [this.span];
    while (images.length <= k) {
      const image = maps.image(images[images.length - 1]);
      if (!image.meets(room)) break;
      images.push(new Span(greatest(image.low, low), least(image.high, high)));
    }
    return images;
  }

  /** J_n and J have no point in common: no point of J comes back after n steps. */
  separated() {
    const images = this.cutImages(this.n);
    const comesBack = images.length > this.n && images[this.n].meets(this.span);
    this.require(!comesBack, "not-separated", "the n-th image meets the cell");
  }

  /** f^n − id falls from below 0 (or up to above 0, seen from the right end), or rises from above 0: it has no zero. */
  drift() {
    const slopes = this.slopes(this.n);
    const has = (end, sign) => end.x.isFinite && this.signs(end, this.n).every(found => found === sign);
    const falls = compare(slopes.high, ONE) <= 0 && (has(this.left, -1) || has(this.right, 1));
    const rises = compare(slopes.low, ONE) >= 0 && (has(this.left, 1) || has(this.right, -1));
    this.require(falls || rises, "no-drift", "f^n - id is not shown to move away from 0");
  }

  /**
   * f^n − id is strictly monotone, so it has at most one zero; and f^e − id has one, which is a zero of f^n − id as
   * well.
   */
  monotone(e) {
    const mayBeOne = this.slopes(this.n).holds(Span.point(ONE));
    this.require(!mayBeOne, "derivative-may-be-one", "1 lies in the enclosure of the slopes of f^n");
    const [left, right] = [this.signsAtAnyEnd(this.left, e), this.signsAtAnyEnd(this.right, e)];
    const isFixed = this.isFixedAt(this.left, e) || this.isFixedAt(this.right, e);
    const crosses = (left[0] >= 0 && right[1] <= 0) || (left[1] <= 0 && right[0] >= 0);
    this.require(isFixed || crosses, "no-fixed-point-shown", "f^e has no fixed point for certain");
  }

  /**
   * f^e has the slope 1 all over J, and a fixed point: it is the identity there, and points of J have periods that
   * divide e.
   */
  fixed(e) {
    const isIdentity = Span.point(ONE).holds(this.slopes(e))
      && (this.isFixedAt(this.left, e) || this.isFixedAt(this.right, e));
    this.require(isIdentity, "not-identity", "f^e is not shown to be the identity");
  }

  /**
   * A cycle of g = f^e through J lies in the hull H. Had it more than one point, there would be u < v in H with g(u)
   * ≥ v and g(v) ≤ u (Sharkovsky), and g would have a mean slope of −1 or less between them.
   */
  noSwap(e) {
    const images = this.cutImages(this.n - e);
    const hull = images.filter((image, i) => i % e === 0).reduce((all, image) => all.hull(image));
    const slopes = new Images(hull, this.cover.maps).slopes(e, this.cover.budget, this.fields.place);
    this.require(compare(slopes.low, MINUS_ONE) > 0, "may-swap", "f^e + id is not shown to rise");
  }
}

// ---- 4. The order of the duties -----------------------------------------------------------------------------------

/** Finds the network that a certificate is about, and sees to it that it is the one that was asked for. */
function subjectOf(certificate, networkFile, budget) {
  const fields = certificate.object("network");
  const isEmbedded = fields.has("layers") || fields.has("domain");
  const sha256 = fields.string("sha256");
  fields.only("sha256", ...(isEmbedded ? ["domain", "layers"] : ["source"]));
  if (fields.has("source")) fields.string("source");
  if (!isEmbedded && !networkFile) {
    throw unreadable("network-missing", "/network", "no network inside, and no network file is given");
  }
  const given = networkFile ? new Subject(Network.file(networkFile, budget), budget) : null;
  const held = isEmbedded ? new Subject(new Network(fields, true, budget), budget) : null;
  const place = "/network/sha256";
  must(!held || held.network.sha256 === sha256, "digest-mismatch", place, "the network has another digest");
  must(!given || given.network.sha256 === sha256, "other-network", place, "the network file has another digest");
  return held ?? given;
}

/** Throws the first fault; accepts in its last line. */
function verdict(bytes, networkFile, budget) {
  const certificate = new Fields(JsonText.read(bytes, budget), "", budget);
  const known = certificate.string("format") === "chaoscert-certificate/1";
  must(known, "unknown-format", "/format", "no chaoscert-certificate/1");
  const subject = subjectOf(certificate, networkFile, budget);
  const conclusions = conclusionsOf(certificate, subject);
  const period = certificate.has("period") ? certificate.get("period").text : "";
  const {sha256, subject: network} = subject.network;
  const claim = certificate.string("claim");
  return {result: "valid", code: "", place: "", why: "", conclusions, claim, period, sha256, network};
}

/**
 * Checks the bytes of a certificate file. Never throws: what is not expected here, such as numbers that JavaScript
 * has no room for, is never taken for valid.
 */
function check(bytes, options) {
  const nothing = {conclusions: [], claim: "", period: "", sha256: "", network: ""};
  try {
    return verdict(bytes, options?.network, new Budget(options?.limits));
  } catch (fault) {
    if (fault instanceof Fault) {
      return {result: fault.result, code: fault.code, place: fault.place, why: fault.message, ...nothing};
    }
    const [isRange, what] = [fault instanceof RangeError, fault instanceof Error ? fault.message : "a failure"];
    const why = `not checked to the end: ${what}`;
    return {result: isRange ? "over-limits" : "unreadable", code: "", place: "", why, ...nothing};
  }
}

// ---- 5. Balls of networks -----------------------------------------------------------------------------------------

/**
 * All networks with one hidden layer of relu units whose numbers differ by at most r > 0 from those of one network.
 * At each x the sum z of a unit takes over the ball the values of [z − ρ, z + ρ], ρ = r(|x| + 1), and units do not
 * depend on each other: so the least and the greatest value of the output's sum are networks again, whose units are
 * relu(z ± ρ).
 */
class Ball {
  constructor(network, radius, budget) {
    const [hidden, output] = network.layers;
    const isPlain = network.layers.length === 2 && hidden.activation.name === "relu"
      && ["identity", "relu", "clip", "hard-tanh"].includes(output.activation.name);
    must(radius.n > 0n && isPlain, "radius-not-supported", "/radius", "not for this network, or radius");
    Object.assign(this, {budget, activation: output.activation.shape});
    // All numbers of a layer over one denominator, with the radius.
    const innerScale = hidden.scale * radius.d;
    const inner = {r: hidden.scale * radius.n, w: hidden.rows.map(row => row[0] * radius.d),
      b: hidden.biases.map(bias => bias * radius.d)};
    const outer = {r: output.scale * radius.n, a: output.rows[0].map(weight => weight * radius.d),
      c: output.biases[0] * radius.d, scale: output.scale * radius.d};
    budget.requireBits(new Fraction(innerScale, outer.scale), "/radius");
    const units = side => inner.w.map((_, i) => this.unit(inner, i, side, innerScale));
    const [lower, upper] = [units(-1n), units(1n)];
    this.low = this.bound(lower, upper, outer, -1n);
    this.high = this.bound(lower, upper, outer, 1n);
    this.addSlopes(lower, upper, inner, outer, new Fraction(1n, innerScale * outer.scale));
    const stays = network.domain.holds(this.image(network.domain));
    must(stays, "domain-not-invariant", "/radius", "a network of the ball leaves the domain");
  }

  /** relu(z + sρ) for a side s: left of 0 z + sρ is (w − sr)x + b + sr, right of 0 (w + sr)x + b + sr. */
  unit({r, w, b}, i, side, scale) {
    const offset = b[i] + side * r;
    const halves = [
      {from: MINUS_INFINITY, slope: w[i] - side * r, offset},
      {from: ZERO, slope: w[i] + side * r, offset},
    ];
    return activated(halves, INFINITY, scale, this.shape("relu"), this.budget);
  }

  shape(name) { return shapeGraph(SHAPES[name].levels, SHAPES[name].pieces, 1n, this.budget); }

  /**
   * For side −1 the least, for side 1 the greatest value of the output's sum: each unit as large or as small as that
   * asks for.
   */
  bound(lower, upper, {r, a, c, scale}, side) {
    const weights = a.map(weight => weight + side * r);
    const chosen = weights.map((weight, i) => (weight * side > 0n ? upper[i] : lower[i]));
    const units = new Summands(chosen, LINE, this.budget);
    return units.activatedSum(weights, c + side * r, scale, this.shape("identity"));
  }

  /**
   * Bounds of the slopes: from a unit that is on for certain (z − ρ > 0) P = [a ± r]·[w ± r], from one that may be on
   * (z + ρ > 0) that or 0. They change only at the places where some z ± ρ changes its sign. Adds these places, and
   * 0, with the bounds between.
   */
  addSlopes(lower, upper, inner, outer, unit) {
    const around = (x, r) => new Span(whole(x - r), whole(x + r));
    const steps = [{at: ZERO, low: 0n, high: 0n}];
    let [low, high] = [0n, 0n];
    lower.forEach((_, i) => {
      const p = around(outer.a[i], outer.r).times(around(inner.w[i], inner.r));
      const maybe = p.hull(Span.point(ZERO));
      const parts = [
        [upper[i], maybe.low.n, maybe.high.n],
        [lower[i], p.low.n - maybe.low.n, p.high.n - maybe.high.n],
      ];
      for (const [graph, onLow, onHigh] of parts) {
        const isOn = piece => (graph.slopes[piece] !== 0n || graph.offsets[piece] !== 0n ? 1n : 0n);
        low += isOn(0) * onLow;
        high += isOn(0) * onHigh;
        graph.kinks.forEach((at, kink) => {
          const change = isOn(kink + 1) - isOn(kink);
          if (change !== 0n) steps.push({at, low: change * onLow, high: change * onHigh});
        });
      }
    });
    this.budget.requireLength(steps.length, "/network/layers");
    steps.sort((one, other) => compare(one.at, other.at));
    const over = () => new Span(times(whole(low), unit), times(whole(high), unit));
    Object.assign(this, {places: [], slopesBetween: [], slopesOfParts: []});
    for (const step of steps) {
      const last = this.places.at(-1);
      if (!last || compare(last, step.at) < 0) {
        this.slopesBetween.push(over());
        this.places.push(step.at);
      }
      low += step.low;
      high += step.high;
    }
    this.slopesBetween.push(over());
  }

  /** The activation of [inf lo, sup hi] over X. */
  image(span) {
    const image = this.activation.image(new Span(this.low.image(span).low, this.high.image(span).high));
    this.budget.requireBits(image.low, "/witness");
    this.budget.requireBits(image.high, "/witness");
    return image;
  }

  slopesOn(span) {
    if (span.isPoint) return Span.point(ZERO);
    let slopes = null;
    this.places.concat([INFINITY]).forEach((to, i) => {
      const from = i === 0 ? MINUS_INFINITY : this.places[i - 1];
      if (compare(to, span.low) <= 0 || compare(from, span.high) >= 0) return;
      const isWhole = compare(span.low, from) <= 0 && compare(to, span.high) <= 0;
      const part = isWhole
        ? (this.slopesOfParts[i] ??= this.slopesOnPart(i, from, to))
        : this.slopesOnPart(i, greatest(from, span.low), least(to, span.high));
      slopes = slopes ? slopes.hull(part) : part;
    });
    return slopes;
  }

  /**
   * Between two places both bounds of the sum are affine: its slopes times those of the activation over the values
   * there.
   */
  slopesOnPart(i, from, to) {
    const valuesAt = x => new Span(this.low.valueAt(x), this.high.valueAt(x));
    return this.activation.slopesOn(valuesAt(from).hull(valuesAt(to))).times(this.slopesBetween[i]);
  }
}

// ---- 6. Smooth activations ----------------------------------------------------------------------------------------

/** The next number of `bits` binary digits at or below x, or for `up` at or above it. */
function rounded(x, bits, up) {
  if (!x.isFinite || x.n === 0n) return x;
  const towards = up ? ceilingOf : floorOf;
  for (let shift = bits - bitLength(x.n) + bitLength(x.d); ; shift--) {
    const digits = shift < 0 ? towards(x.n, x.d << BigInt(-shift)) : towards(x.n << BigInt(shift), x.d);
    if (bitLength(digits) <= bits) return scaled(digits, 2n, BigInt(-shift));
  }
}

const outward = (span, bits) => new Span(rounded(span.low, bits, false), rounded(span.high, bits, true));

/**
 * A bound of e^x for x ≥ 0, to more than `bits` binary digits, by Taylor's sum for r = x/2^j < 1/256, squared j
 * times, in whole numbers over 2^places. Downwards every step is rounded down, and the rest of the sum is positive.
 * Upwards every step is rounded up; the sum ends with a term of one unit, and as the terms after it fall at least by
 * the factor 1/256, all of them make less than one unit more.
 */
function exponential(x, bits, up) {
  if (x.n === 0n) return ONE;
  const squarings = Math.max(0, bitLength(x.n) - bitLength(x.d) + 1 + 8);
  const places = BigInt(bits + squarings + 16);
  const unit = 1n << places;
  const divided = up ? ceilingOf : floorOf;
  const product = (a, b) => (up ? -(-(a * b) >> places) : (a * b) >> places);
  const r = divided(x.n << places, x.d << BigInt(squarings));
  let [term, sum] = [unit, unit];
  for (let n = 1n; term > (up ? 1n : 0n); n++) {
    term = divided(product(term, r), n);
    sum += term;
  }
  let power = up ? sum + 1n : sum;
  for (let i = 0; i < squarings; i++) power = product(power, power);
  return new Fraction(power, unit);
}

/** tanh or the logistic function, which both rise; their values rounded outward to so many bits. */
class Curve {
  constructor(name, bits) {
    this.isTanh = name === "tanh";
    this.bits = bits;
    this.limits = new Span(this.isTanh ? MINUS_ONE : ZERO, ONE);
    this.far = this.isTanh ? bits : 16 * bits;
  }

  image(span) { return new Span(this.bound(span.low, false), this.bound(span.high, true)); }

  bound(x, up) {
    const {low, high} = this.limits;
    if (!x.isFinite) return x.n < 0n ? low : high;
    const distance = size(x);
    if (compare(distance, whole(this.far)) > 0) {
      // e^−|x| and 2e^−2|x| are below 2^−far.
      const little = new Fraction(1n, 1n << BigInt(this.far));
      if (x.n < 0n) return up ? rounded(plus(low, little), this.bits, true) : low;
      return up ? high : rounded(minus(high, little), this.bits, false);
    }
    // For x < 0 by symmetry: tanh(−x) = −tanh x, and sigmoid(−x) = 1/(e^x + 1).
    const power = exponential(this.isTanh ? times(distance, whole(2)) : distance, this.bits, up === (x.n >= 0n));
    const [e, one] = [power.n, power.d];
    const numerator = this.isTanh ? BigInt(x.n < 0n ? -1 : 1) * (e - one) : x.n < 0n ? one : e;
    return rounded(new Fraction(numerator, e + one), this.bits, up);
  }

  /**
   * The slopes where the values are these: tanh' = 1 − tanh², sigmoid' = 1/4 − (sigmoid − 1/2)². Steepest in the
   * middle.
   */
  slopesAt(values) {
    const [middle, steepest] = this.isTanh ? [ZERO, ONE] : [new Fraction(1n, 2n), new Fraction(1n, 4n)];
    const [low, high] = [minus(values.low, middle), minus(values.high, middle)];
    const squares = [times(low, low), times(high, high)];
    const holdsMiddle = low.n <= 0n && high.n >= 0n;
    return new Span(
      minus(steepest, squares.reduce(greatest)),
      holdsMiddle ? steepest : minus(steepest, squares.reduce(least)));
  }
}

/**
 * A network with smooth activations. Over X = [u, v] each unit is followed by enclosures of its value at u (`left`),
 * of that at v (`right`), of its values and of its slopes on X, from layer to layer, rounded outward to so many bits.
 */
class SmoothMap {
  constructor(network, precision, budget) {
    must(precision >= 16n, "bad-precision", "/precision", "fewer than 16 bits");
    mustFit(precision <= BigInt(Math.min(budget.bits, 2 ** 24)), "/precision", "more bits than numbers may have");
    Object.assign(this, {network, bits: Number(precision), known: new WeakMap()});
    this.cost = precision * precision / 256n;
    const stays = network.domain.holds(network.range) || this.staysInDomain(budget);
    must(stays, "domain-not-invariant", "/network/domain", "f is not shown to stay in the domain");
  }

  /** The image of D lies in D, or for bounded D the images of 256 parts of it. */
  staysInDomain(budget) {
    budget.requireWork(this.cost * 256n * BigInt(this.network.units));
    const {domain} = this.network;
    if (domain.holds(this.image(domain))) return true;
    if (!domain.low.isFinite || !domain.high.isFinite) return false;
    const at = i => plus(domain.low, times(minus(domain.high, domain.low), new Fraction(BigInt(i), 256n)));
    for (let i = 0; i < 256; i++) {
      if (!domain.holds(this.image(new Span(at(i), at(i + 1))))) return false;
    }
    return true;
  }

  image(span) { return this.arc(span).values; }

  slopesOn(span) { return span.isPoint ? Span.point(ZERO) : this.arc(span).slopes; }

  /** What is known of the last unit over X. */
  arc(span) {
    if (!this.known.has(span)) this.known.set(span, this.follow(span));
    return this.known.get(span);
  }

  follow(span) {
    const length = span.isPoint ? ZERO : minus(span.high, span.low);
    let arcs = [{left: Span.point(span.low), right: Span.point(span.high), values: span, slopes: Span.point(ONE)}];
    for (const layer of this.network.layers) {
      const inputs = arcs;
      const sums = layer.rows.map((row, unit) => this.sum(row, layer.biases[unit], layer.scale, inputs, length));
      arcs = sums.map(sum => this.activated(layer, sum));
    }
    return arcs[0];
  }

  sum(weights, bias, scale, inputs, length) {
    const weighted = (part, start) => this.weightedSum(weights, start, scale, inputs.map(input => input[part]));
    const [left, right, slopes] = [weighted("left", bias), weighted("right", bias), weighted("slopes", 0n)];
    // Of a monotone function all values lie between those at the ends.
    if (isOneWay(slopes)) return {left, right, values: left.hull(right), slopes};
    const values = weighted("values", bias);
    return {left, right, slopes, values: length.isFinite ? this.cut(values, left, right, slopes, length) : values};
  }

  /** Σ weight·enclosure + bias. ∞ − ∞ may be anything: an infinite end that makes the sum wider counts first. */
  weightedSum(weights, bias, scale, spans) {
    const end = (isLow, worst) => {
      let [sum, infinite] = [whole(bias), null];
      weights.forEach((weight, i) => {
        if (weight === 0n) return;
        const x = isLow === (weight > 0n) ? spans[i].low : spans[i].high;
        if (x.isFinite) sum = plus(sum, new Fraction(weight * x.n, x.d));
        else if (infinite !== worst) infinite = signOf(weight) === x.sign ? INFINITY : MINUS_INFINITY;
      });
      return infinite ?? rounded(over(sum, whole(scale)), this.bits, !isLow);
    };
    return new Span(end(true, MINUS_INFINITY), end(false, INFINITY));
  }

  /**
   * With slopes between s < 0 and t > 0 the values lie below the line of slope t through the greatest value at u and
   * that of slope s through the greatest at v, and above the two other such lines through the least: between the
   * places where these lines meet.
   */
  cut(values, left, right, {low: s, high: t}, length) {
    const deepest = times(times(s, t), length);
    const spread = minus(t, s);
    const low = plus(minus(times(t, left.low), times(s, right.low)), deepest);
    const high = minus(minus(times(t, right.high), times(s, left.high)), deepest);
    const lines = outward(new Span(over(low, spread), over(high, spread)), this.bits);
    return new Span(greatest(values.low, lines.low), least(values.high, lines.high));
  }

  /** The chain rule: slopes of the sum times slopes of the activation over the values of the sum. */
  activated({activation: {name, shape}}, {left, right, values, slopes}) {
    const curve = shape ?? new Curve(name, this.bits);
    const image = span => outward(curve.image(span), this.bits);
    const arc = {left: image(left), right: image(right)};
    arc.values = !shape && isOneWay(slopes) ? arc.left.hull(arc.right) : image(values);
    const steepness = shape ? shape.slopesOn(values) : curve.slopesAt(arc.values);
    arc.slopes = outward(slopes.times(steepness), this.bits);
    return arc;
  }
}

const isOneWay = slopes => slopes.low.n >= 0n || slopes.high.n <= 0n;

// ---- 7. What programs compute -------------------------------------------------------------------------------------

/** Formats: the binary digits of their numbers, and the exponents of the least and the greatest normal ones. */
const FORMATS = {
  binary16: {digits: 11, least: -14, greatest: 15},
  bfloat16: {digits: 8, least: -126, greatest: 127},
  binary32: {digits: 24, least: -126, greatest: 127},
  binary64: {digits: 53, least: -1022, greatest: 1023},
};

const powerOfTwo = exponent => scaled(1n, 2n, BigInt(exponent));

/**
 * What programs compute in arithmetic of such a format, whatever the order of their sums: x(1 + θ) + ω, |θ| ≤ u, |ω|
 * ≤ η.
 */
class Evaluation {
  constructor(certificate, network, budget) {
    const name = certificate.string("arithmetic");
    const known = Object.hasOwn(FORMATS, name) && !network.isSmooth;
    must(known, "bad-arithmetic", "/arithmetic", "no such format, or smooth activations");
    Object.assign(this, {network, budget, name, format: FORMATS[name]});
    this.unit = powerOfTwo(1 - this.format.digits);
    this.tiny = powerOfTwo(this.format.least);
    this.largest = powerOfTwo(this.format.greatest);
    const weights = network.layers.reduce((sum, {rows}) => sum + rows.length * rows[0].length, 0);
    this.cost = 1n + BigInt(weights) / BigInt(network.units);
    // Intervals are widened on the way, and may reach beyond the domain.
    this.graph = unfold(network, LINE, budget);
  }

  /**
   * A number of the format, below 2^E in size: with few enough digits, and a multiple of the least subnormal number.
   */
  isNumber(x) {
    const {n, d} = lowest(size(x));
    const digits = n === 0n ? 0 : bitLength(n / (n & -n));
    const places = bitLength(d) - 1;
    return isPowerOfTwo(d) && digits <= this.format.digits && places <= this.format.digits - 1 - this.format.least
      && compare(new Fraction(n, d), this.largest) < 0;
  }

  /** f(x) as a program may compute it for the x of an interval, in an interval again. */
  image(span) {
    const isNumber = !span.isPoint || this.isNumber(span.low);
    must(isNumber, "point-not-representable", "/witness/point", "no number of the format");
    const error = this.deviation(span);
    const exact = this.graph.image(span);
    return outward(new Span(minus(exact.low, error), plus(exact.high, error)), 256);
  }

  /**
   * A bound of |computed − f(x)| for the numbers x of the format in an interval, unit by unit from sizes and errors.
   */
  deviation(span) {
    let inputs = [{size: greatest(size(span.low), size(span.high)), error: this.tiny}];
    for (const {rows, biases, scale, activation} of this.network.layers) {
      inputs = rows.map((row, unit) => this.activated(activation.name, this.sum(row, biases[unit], scale, inputs)));
    }
    return inputs[0].error;
  }

  /**
   * At most n + 3 relative errors meet in one summand, and 3n + 4 absolute ones in all, none more than doubled later.
   */
  sum(row, bias, scale, inputs) {
    let [total, error, sizes] = [new Fraction(sizeOf(bias), scale), ZERO, ZERO];
    inputs.forEach((input, i) => {
      const weight = new Fraction(sizeOf(row[i]), scale);
      this.requireInRange(weight);
      total = upward(plus(total, times(weight, input.size)));
      error = upward(plus(error, times(weight, input.error)));
      sizes = upward(plus(sizes, input.size));
    });
    const relative = times(this.gamma(inputs.length + 3), total);
    const absolute = times(this.tiny, plus(times(whole(2), sizes), whole(4 * inputs.length + 6)));
    error = upward(plus(error, plus(relative, absolute)));
    // Partial sums, in any order, are at most twice as large as the sum of all sizes.
    const reached = upward(plus(total, error));
    this.requireInRange(times(whole(4), plus(total, error)));
    return {size: reached, error};
  }

  requireInRange(x) {
    must(compare(x, this.largest) <= 0, "deviation-not-shown", "/arithmetic", "numbers may overflow");
  }

  /** γ = ku/(1 − ku), which bounds the product of k factors 1 + θ less 1. */
  gamma(k) {
    const all = times(this.unit, whole(k));
    const rest = minus(ONE, all);
    must(compare(all, rest) <= 0, "deviation-not-shown", "/arithmetic", "too many summands for so few digits");
    return upward(over(all, rest));
  }

  /** Activations take numbers no farther apart than they are; a leaky one has a product of its own. */
  activated(name, {size: reached, error}) {
    if (name === "clip" || name === "hard-tanh") return {size: least(reached, ONE), error};
    if (name !== "leaky-relu") return {size: reached, error};
    const absolute = times(this.tiny, plus(times(whole(2), reached), whole(4)));
    const more = plus(times(this.gamma(3), reached), absolute);
    return {size: upward(plus(reached, more)), error: upward(plus(error, more))};
  }
}

const upward = x => rounded(x, 64, true);

/** On a whole interval every evaluation is within the deviation of f. */
function withinDeviation(witness, subject, certificate) {
  subject.requireKind(witness, "error-bound");
  const place = certificate.at("interval");
  const ends = certificate.list("interval").map((end, i) => canonicalNumber(end, `${place}/${i}`, subject.budget));
  const isInterval = ends.length === 2 && compare(ends[0], ends[1]) <= 0;
  must(isInterval, "bad-interval", place, "expected two numbers, the first not above the second");
  const claimed = certificate.number("deviation");
  const shown = compare(subject.enclosure.deviation(new Span(ends[0], ends[1])), claimed) <= 0;
  must(shown, "deviation-not-shown", "/deviation", "errors may be larger");
  return [`within-deviation:${subject.enclosure.name}`];
}

/** f is one of the maps that are enclosed, and so is what any program computes. */
function computedChaos(witness, subject, certificate) {
  return [...chaos(witness, subject), `inequality-in:${certificate.string("arithmetic")}`];
}

// ---- 8. Topological entropy ---------------------------------------------------------------------------------------

/** A number at or above e^(n·bound), or at or below it: a growth rate of n steps is held against it. */
function growth(bound, n, up) {
  const exponent = times(whole(n), bound);
  mustFit(compare(exponent, whole(2 ** 16)) <= 0, "/bound", "e to the power of more than 2^16");
  return rounded(exponential(exponent, 256, up), 256, up);
}

function readBound(certificate, isLower) {
  const bound = certificate.number("bound");
  // The kind is asked for first: a key that the claim needs.
  certificate.object("witness").string("kind");
  const allowed = bound.n > 0n || (bound.n === 0n && !isLower);
  must(allowed, "bad-bound", "/bound", "no entropy is below 0, and all are at least 0");
  return bound;
}

/** A positive entropy makes f chaotic: some period is then no power of two (Misiurewicz). */
function entropyAtLeast(witness, subject, certificate) {
  const bound = readBound(certificate, true);
  if (witness.string("kind") === "tower") tower(witness, bound, true, subject);
  else horseshoe(witness, bound, subject);
  return [`entropy-at-least:${canonicalText(bound)}`, "chaotic"];
}

/** Where all periods are powers of two there is no entropy (Misiurewicz), and every bound holds. */
function entropyAtMost(witness, subject, certificate) {
  const bound = readBound(certificate, false);
  if (isOfPeriods(witness)) {
    must(isPowerOfTwo(certificate.count("period")), UNSUPPORTED, "/period", "no power of two");
    noPeriod(witness, subject, certificate);
  } else if (witness.string("kind") === "laps") {
    laps(witness, bound, subject);
  } else {
    tower(witness, bound, false, subject);
  }
  return [`entropy-at-most:${canonicalText(bound)}`];
}

function weightOf(fields) {
  const weight = fields.number("weight");
  must(weight.n > 0n && weight.d === 1n, "bad-weight", fields.at("weight"), "no positive integer");
  return weight.n;
}

const total = (list, part) => list.reduce((sum, element) => sum + part(element), 0n);

/** Reads weighted intervals; `ends` are words for infinite ends, `mayStand` says whether one may stand there. */
function weightedIntervals(witness, key, ends, code, mayStand, budget) {
  const intervals = [];
  witness.list(key).forEach((element, i) => {
    const fields = new Fields(element, `${witness.at(key)}/${i}`, budget);
    const low = fields.get("from") === ends[0] ? MINUS_INFINITY : fields.number("from");
    const high = fields.get("to") === ends[1] ? INFINITY : fields.number("to");
    const span = new Span(low, high);
    const inPlace = compare(low, high) < 0 && mayStand(span, intervals);
    must(inPlace, code, fields.place, "no interval, or not where it may be");
    intervals.push({span, weight: weightOf(fields)});
    fields.only("from", "to", "weight");
  });
  return intervals;
}

/**
 * f^m maps intervals without common inner points over one another: A_ij is 1 where f^m(I_i) holds I_j. With A w ≥ λ w
 * for some w > 0 the spectral radius of A is at least λ (Collatz and Wielandt), and its logarithm at most the entropy
 * of f^m, which is m·h.
 */
function horseshoe(witness, bound, subject) {
  const iterate = witness.count("iterate");
  const [place, count] = [witness.at("intervals"), BigInt(witness.list("intervals").length)];
  subject.requireKind(witness, "horseshoe", "iterate", "intervals");
  const {graph, budget, network: {domain, units}} = subject;
  budget.requireWork((iterate * BigInt(units) + count) * count);
  const mayStand = (span, before) => domain.holds(span)
    && (before.length === 0 || compare(before.at(-1).span.high, span.low) <= 0);
  const intervals = weightedIntervals(witness, "intervals", [], "intervals-overlap", mayStand, budget);
  const rate = growth(bound, iterate, true);
  intervals.forEach(({span, weight}, i) => {
    let image = span;
    for (let k = 0; k < iterate; k++) image = graph.image(image);
    const covered = total(intervals, other => (image.holds(other.span) ? other.weight : 0n));
    const grows = compare(times(rate, whole(weight)), whole(covered)) <= 0;
    must(grows, "entropy-not-shown", `${place}/${i}`, "the intervals covered weigh too little");
  });
  must(intervals.length > 0, "entropy-not-shown", place, "no intervals");
}

/** Where f turns: at the right end of a piece that rises or falls, if the next that rises or falls does the other. */
function turnsOf(graph) {
  const turns = [];
  let before = -1;
  graph.slopes.forEach((slope, piece) => {
    if (slope === 0n) return;
    if (before >= 0 && slope > 0n !== graph.slopes[before] > 0n) turns.push(graph.kinks[before]);
    before = piece;
  });
  return turns;
}

/** The parts of an interval between the turns inside it: f is monotone on each. */
function partsOf(span, turns) {
  const inside = turns.filter(turn => compare(span.low, turn) < 0 && compare(turn, span.high) < 0);
  return [...inside, span.high].map((to, i) => new Span(i === 0 ? span.low : inside[i - 1], to));
}

/** Of a part on which f is monotone. */
const imageOfPart = (graph, part) => Span.point(graph.valueAt(part.low)).hull(Span.point(graph.valueAt(part.high)));

/**
 * States are intervals, cut where f turns. Below: paths of states in which each lies in the image of a part of the
 * one before are parts of D that f^n maps over the last; there are at least e^(n·bound) of them. Above: laps of f^n
 * on a state are at most the sum of those of f^(n−1) on states that hold the images of its parts; by induction at
 * most w·e^(n·bound).
 */
function tower(witness, bound, isLower, subject) {
  const [place, count] = [witness.at("states"), BigInt(witness.list("states").length)];
  subject.requireKind(witness, "tower", "states");
  const {graph, budget, network: {domain, units}} = subject;
  const turns = turnsOf(graph);
  budget.requireWork((count + BigInt(units)) * count * BigInt(turns.length + 1));
  const inDomain = span => domain.holds(span);
  const states = weightedIntervals(witness, "states", ["-inf", "inf"], "bad-state", inDomain, budget);
  const best = (start, isBetter, isState) => states.reduce(
    (found, {span, weight}) => (isState(span) && isBetter(weight, found) ? weight : found), start);
  const lightestAround = image => best(Infinity, (x, y) => x < y, span => span.holds(image));
  const heaviestWithin = image => best(0n, (x, y) => x > y, span => image.holds(span));
  const isFull = states.length > 0 && (isLower || lightestAround(domain) !== Infinity);
  must(isFull, "entropy-not-shown", place, "no states, or none that holds the domain");
  const rate = growth(bound, 1n, isLower);
  states.forEach(({span, weight}, i) => {
    const images = partsOf(span, turns).map(part => imageOfPart(graph, part));
    const allowed = times(rate, whole(weight));
    const lightest = images.filter(image => !image.isPoint).map(lightestAround);
    const shown = isLower
      ? compare(allowed, whole(total(images, heaviestWithin))) <= 0
      : !lightest.includes(Infinity) && compare(whole(total(lightest, found => found)), allowed) <= 0;
    must(shown, "entropy-not-shown", `${place}/${i}`, "the states of the images weigh too much or too little");
  });
}

/**
 * f^n is monotone on so many intervals and constant elsewhere; h is at most the logarithm of their number, divided by
 * n.
 */
function laps(witness, bound, subject) {
  const iterate = witness.count("iterate");
  subject.requireKind(witness, "laps", "iterate");
  const {graph, budget, network: {domain}} = subject;
  budget.requireWork(iterate);
  const turns = turnsOf(graph);
  // Intervals by their ends in lowest terms, each with how often it occurs.
  let images = new Map([["", {span: domain, count: 1n}]]);
  let steps = 0n;
  for (let k = 0; k < iterate && images.size > 0; k++) {
    const next = new Map();
    for (const {span, count} of images.values()) {
      for (const part of partsOf(span, turns)) addImage(next, imageOfPart(graph, part), count);
      budget.requireLength(next.size, "/witness");
    }
    images = next;
    for (const {span} of images.values()) {
      const words = Math.max(...[span.low, span.high].flatMap(({n, d}) => [bitLength(n), bitLength(d)])) >> 6;
      steps += BigInt(turns.length + 1 + words * words);
    }
    budget.requireWork(steps);
  }
  const found = total([...images.values()], image => image.count);
  const shown = compare(whole(found > 1n ? found : 1n), growth(bound, iterate, false)) <= 0;
  must(shown, "entropy-not-shown", witness.at("iterate"), `f^${iterate} has ${found} laps`);
}

/** Images that are points are left out. */
function addImage(images, image, count) {
  if (image.isPoint) return;
  const span = new Span(lowest(image.low), lowest(image.high));
  const key = `${canonicalText(span.low)} ${canonicalText(span.high)}`;
  const known = images.get(key);
  if (known) known.count += count;
  else images.set(key, {span, count});
}

// ---- Use in a page, and as a program ------------------------------------------------------------------------------

const checker = {check, LIMITS};
const STATUS = {"valid": 0, "rejected": 3, "unreadable": 5, "over-limits": 6};
const USAGE = "usage: node checker.js [--network FILE] [--json] CERTIFICATE...";

/** Checks files; returns the largest exit status. */
function main(words, fs) {
  const [files, options] = [[], {}];
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--json") options.json = true;
    else if (words[i] === "--network" && i + 1 < words.length) options.network = words[++i];
    else if (words[i].startsWith("-")) files.length = words.length = 0;
    else files.push(words[i]);
  }
  if (files.length === 0) {
    console.error(USAGE);
    return 2;
  }
  return Math.max(...files.map(file => {
    const outcome = checkFile(file, options.network, fs);
    console.log(options.json ? jsonLine(file, outcome) : textLine(file, outcome));
    return STATUS[outcome.result];
  }));
}

function checkFile(file, networkFile, fs) {
  try {
    const network = networkFile === undefined ? undefined : fs.readFileSync(networkFile);
    return check(fs.readFileSync(file), {network});
  } catch (unopened) {
    return {result: "unreadable", code: "", place: "", why: unopened.message, conclusions: []};
  }
}

const jsonLine = (file, {result, code, place, conclusions}) =>
  JSON.stringify({file, result, code, place, conclusions});

function textLine(file, {result, code, place, why, conclusions}) {
  if (result === "valid") return `${file}: valid (${conclusions.join(", ")})`;
  return `${file}: ${result}${code && ` ${code}`}${place && ` at ${place}`}: ${why}`;
}

if (typeof module === "object" && module.exports) {
  module.exports = checker;
  if (require.main === module) process.exitCode = main(process.argv.slice(2), require("fs"));
} else {
  globalThis.chaoscertChecker = checker;
}
})();
