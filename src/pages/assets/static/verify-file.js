// Compares a dropped or chosen file with the issued files. The file is hashed here; neither its bytes nor its name are sent.
// If it contains the code of another certificate, the page of that certificate is requested.

import { findCodes } from './find-codes.js';

const sizeBytesMax = 5_000_000;
const headerSearchBytes = 1024;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Verdicts with which an exact file is good. `altered` refers to the stored copy, not to the compared file. */
const goodVerdicts = ['valid', 'hidden', 'altered'];

const form = document.getElementById('file-check');
const input = document.getElementById('file');
const progress = document.getElementById('file-progress');
const verdict = document.getElementById('verdict');
/** The banner of the page before the first comparison. */
const ownBanner = document.createDocumentFragment();
ownBanner.append(...Array.from(verdict?.childNodes ?? [], (node) => node.cloneNode(true)));

/**
 * @returns the outcome; whether the file is that of the page; the code in the file, if it is not that of the page; the banner of
 * its certificate, if it is shown.
 */
async function compare(file) {
  if (file.size > sizeBytesMax) return { kind: 'large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const format = formatOf(bytes);
  if (format === null) return { kind: 'unsupported' };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (sha256 === form.dataset[format]) return { ...exactOf(form.dataset, ownBanner.cloneNode(true)), isOwn: true };
  // The first code that was issued decides.
  for (const code of await findCodes(bytes, format)) {
    const isOfPage = code.replaceAll('-', '') === form.dataset.code;
    const outcome = isOfPage
      ? outcomeOfDifference(form.dataset[format])
      : await compareWithAnother(code, format, sha256);
    if (outcome !== null) return outcome;
  }
  return { kind: 'unknown' };
}

function formatOf(bytes) {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  return new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes)).includes('%PDF-') ? 'pdf' : null;
}

/** The banner of a void certificate stays; the match of the bytes is a note below it. */
function exactOf({ verdict: verdictKind }, banner) {
  if (goodVerdicts.includes(verdictKind)) return { kind: 'exact', facts: banner.querySelector('.facts') };
  // This paragraph says that the file of the reader was not compared yet.
  banner.querySelector('.stored-copy')?.remove();
  return { kind: verdictKind, banner, note: 'issued-bytes' };
}

/** `unknown` if no file of that format was issued. */
function outcomeOfDifference(issued) {
  return { kind: issued === undefined ? 'unknown' : 'altered' };
}

/** null if no certificate has that code. */
async function compareWithAnother(code, format, sha256) {
  const { lang } = document.documentElement;
  const answer = await fetch(`/c/${code}?lang=${lang}`, { headers: { accept: 'text/html' } });
  if (answer.status === 404) return null;
  if (!answer.ok) return { kind: 'failed' };
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const other = page.getElementById('file-check');
  // Its files are pending.
  if (other === null) return { kind: 'unknown', code };
  if (other.dataset[format] !== sha256) return { ...outcomeOfDifference(other.dataset[format]), code };
  const { verdict: verdictKind } = other.dataset;
  if (form.dataset.isAboutCode !== undefined)
    return { kind: goodVerdicts.includes(verdictKind) ? 'other' : `other-${verdictKind}`, code };
  const banner = document.createDocumentFragment();
  banner.append(...page.getElementById('verdict').childNodes);
  return { ...exactOf(other.dataset, banner), code };
}

function show({ kind, isOwn = false, code, banner, note, facts }) {
  const { content } = document.getElementById('file-outcomes');
  const copyOf = (name) => content.querySelector(`[data-outcome="${name}"]`)?.cloneNode(true);
  verdict.replaceChildren(banner ?? copyOf(kind));
  verdict.dataset.result = kind;
  const lines = verdict.querySelector('.lines');
  if (facts !== undefined) lines.prepend(facts);
  const more = [
    note === undefined ? undefined : copyOf(note),
    code === undefined ? undefined : withLink(copyOf('file-code'), code),
    isOwn ? undefined : copyOf('page-code'),
  ];
  lines.append(...more.filter((line) => line !== undefined));
  verdict.scrollIntoView({ block: 'start' });
}

function withLink(line, code) {
  const link = document.createElement('a');
  link.href = `/c/${code}?lang=${document.documentElement.lang}`;
  link.textContent = code;
  link.className = 'code';
  line.append(' ', link);
  return line;
}

let latest = 0;

async function check(file) {
  latest += 1;
  const number = latest;
  progress.hidden = false;
  delete verdict.dataset.result;
  const outcome = await compare(file).catch(() => ({ kind: 'failed' }));
  if (number !== latest) return;
  progress.hidden = true;
  show(outcome);
}

if (form !== null) {
  form.hidden = false;
  // Without this, choosing the same file again, perhaps changed, fires no event.
  input.addEventListener('click', () => {
    input.value = '';
  });
  input.addEventListener('change', () => {
    if (input.files[0] !== undefined) check(input.files[0]);
  });
  const carriesFile = (event) => event.dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    document.body.classList.add('is-dragging');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('is-dragging');
  });
  document.addEventListener('drop', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    document.body.classList.remove('is-dragging');
    const [file] = event.dataTransfer.files;
    if (file !== undefined) check(file);
  });
}
