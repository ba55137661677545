// Compares a dropped or chosen file with what was issued. The file is hashed here; nothing of it is sent anywhere, not even
// its name. When it names another certificate than the page's, that certificate's own page is asked for by its code.

import { findCodes } from './find-codes.js';

const sizeBytesMax = 5_000_000;
const headerSearchBytes = 1024;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** `altered` is about our stored copy: the exact file counts. */
const counting = ['valid', 'hidden', 'altered'];

const form = document.getElementById('file-check');
const input = document.getElementById('file');
const progress = document.getElementById('file-progress');
const verdict = document.getElementById('verdict');
/** What the page said before any file was compared. */
const ownBanner = document.createDocumentFragment();
ownBanner.append(...Array.from(verdict?.childNodes ?? [], (node) => node.cloneNode(true)));

/**
 * @returns the outcome; whether the file is the page's own; the code in the file, if it is another than the page's; and the
 * banner of its certificate, if that is shown.
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
    const outcome = isOfPage ? differing(form.dataset[format]) : await compareWithAnother(code, format, sha256);
    if (outcome !== null) return outcome;
  }
  return { kind: 'unknown' };
}

function formatOf(bytes) {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  return new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes)).includes('%PDF-') ? 'pdf' : null;
}

/** A certificate that does not count keeps its own banner; that the bytes are right is said below. */
function exactOf({ verdict: judged }, banner) {
  if (counting.includes(judged)) return { kind: 'exact', facts: banner.querySelector('.facts') };
  // It says that the reader's file was not compared yet.
  banner.querySelector('.stored-copy')?.remove();
  return { kind: judged, banner, note: 'issued-bytes' };
}

/** Where no file of that kind was issued there is nothing to differ from. */
function differing(issued) {
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
  // Its files are not made yet.
  if (other === null) return { kind: 'unknown', code };
  if (other.dataset[format] !== sha256) return { ...differing(other.dataset[format]), code };
  const { verdict: judged } = other.dataset;
  if (form.dataset.isAboutCode !== undefined)
    return { kind: counting.includes(judged) ? 'other' : `other-${judged}`, code };
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
  const turn = latest;
  progress.hidden = false;
  delete verdict.dataset.result;
  const outcome = await compare(file).catch(() => ({ kind: 'failed' }));
  if (turn !== latest) return;
  progress.hidden = true;
  show(outcome);
}

if (form !== null) {
  form.hidden = false;
  // Choosing the same file once more is a new question: it may have been saved anew.
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
