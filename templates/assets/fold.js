// The words of a text as search knows them: the mirror of fold in mujaz/text.py and of mujaz/site/words.py.
// A test gives both the same strings and expects the same answers.

const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]/gu;
const LETTERS = new Map([
  ...["أا", "إا", "آا", "ٱا", "ىي", "یي", "ةه", "کك", "ؤو", "ئي", "٫.", "٬,", "٪%"].map((pair) => [...pair]),
  ...[..."0123456789"].flatMap((digit, n) => [
    [String.fromCharCode(0x0660 + n), digit],
    [String.fromCharCode(0x06f0 + n), digit],
  ]),
]);
const TO_LEVEL = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "gu");
const level = (text) => text.replace(TO_LEVEL, (char) => LETTERS.get(char));

export function fold(text) {
  const bare = level(text.normalize("NFKC")).replace(MARKS, "").toLowerCase();
  return level(bare.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC"));
}

const ARABIC_WORD = /^[\u0621-\u064a\u0671-\u06d3]+$/u;
const DOTTED = /(?<![\p{L}\p{N}])[a-z\u0621-\u064a](?:\.[a-z\u0621-\u064a])+(?![\p{L}\p{N}])/gu;
const CLITIC = /^(?:و(?=.{4})|ف(?=ال.{3})|[بكل]?ال(?=.{3})|لل(?=.{3}))/u;
const PREPOSITION = /^[بل](?=.{4})/u;
const PLURAL = /(?<=.{4})(?:ين|ون|ان|ات)$/u;
const ENDING = /(?<=.{3})(?<!^.اي)[اهي]+$/u;
const SAME_SOUND = new Map(["جغ", "گغ", "قغ", "كغ", "پب", "ڤف", "چش", "طت", "ثس", "صس", "ذز", "ظز", "ضد"].map((pair) => [...pair]));
const SHORTEST_NAME = 5;
const SHORTEST_SOUND = 3;

export function words(text) {
  const folded = fold(text).replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/gu, "");
  return folded.replace(DOTTED, (found) => found.replaceAll(".", "")).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function stem(word) {
  if (!ARABIC_WORD.test(word)) {
    return /..ies$/u.test(word) ? word.replace(/ies$/u, "y") : word.replace(/(?<=....)(?<!s)s$/u, "");
  }
  return withoutEnding(withoutClitics(word));
}

export function bare(word) {
  const root = withoutClitics(word);
  return ARABIC_WORD.test(root) && PREPOSITION.test(root) ? withoutEnding(root.slice(1)) : "";
}

export function sound(word) {
  const root = stem(word);
  if ([...root].length < SHORTEST_NAME - 1 || !ARABIC_WORD.test(root)) return "";
  const bones = [...root.replace(/[اويهء]/gu, "")].map((char) => SAME_SOUND.get(char) ?? char).join("");
  return bones.length >= SHORTEST_SOUND ? bones : "";
}

function withoutClitics(word) {
  let before = "";
  while (word !== before) {
    before = word;
    word = word.replace(CLITIC, "");
  }
  return word;
}

const withoutEnding = (word) => word.replace(PLURAL, "").replace(ENDING, "");
