// Compares a dropped or chosen file with what was issued. The file is hashed here; nothing of it is sent anywhere, not even
// its name. When it names another certificate than the page's, that certificate's own page is asked for by its code.

const sizeBytesMax = 5_000_000;
const headerSearchBytes = 1024;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const address = /\/c\/((?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4})/;

const form = document.getElementById('file-check');
const input = document.getElementById('file');
const progress = document.getElementById('file-progress');
const verdict = document.getElementById('verdict');
/** What the page said before any file was compared. */
const ownBanner = document.createDocumentFragment();
ownBanner.append(...Array.from(verdict?.childNodes ?? [], (node) => node.cloneNode(true)));

/** @returns the outcome, the code of the certificate the file names, and that certificate's banner where it decides. */
async function compare(file) {
  if (file.size > sizeBytesMax) return { kind: 'large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  // One character for each byte; those looked for are ASCII.
  const text = new TextDecoder('latin1').decode(bytes);
  const isPng = pngSignature.every((byte, index) => bytes[index] === byte);
  const format = isPng ? 'png' : text.slice(0, headerSearchBytes).includes('%PDF-') ? 'pdf' : null;
  if (format === null) return { kind: 'unsupported' };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const claimed = address.exec(text)?.[1];
  if (sha256 === form.dataset[format]) return exactOf(form.dataset, ownBanner.cloneNode(true));
  if (claimed === undefined) return { kind: 'unknown' };
  if (claimed.replaceAll('-', '') === form.dataset.code) return differing(form.dataset[format]);
  return compareWithAnother(claimed, format, sha256);
}

/** A verdict that something became of the certificate comes before the fact that the bytes are right. */
function exactOf({ verdict: judged }, banner) {
  // `altered` is about our stored copy; the reader has the right one.
  const counts = judged === 'valid' || judged === 'altered';
  return counts
    ? { kind: 'exact', facts: banner.querySelector('.facts') }
    : { kind: judged, banner, note: 'issued-bytes' };
}

/** Where no file of that kind was issued there is nothing to differ from. */
function differing(issued) {
  return { kind: issued === undefined ? 'failed' : 'altered' };
}

async function compareWithAnother(code, format, sha256) {
  const { lang } = document.documentElement;
  const answer = await fetch(`/c/${code}?lang=${lang}`, { headers: { accept: 'text/html' } });
  if (answer.status === 404) return { kind: 'unknown' };
  if (!answer.ok) return { kind: 'failed' };
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const other = page.getElementById('file-check');
  const banner = document.createDocumentFragment();
  banner.append(...page.getElementById('verdict').childNodes);
  if (other === null) return { kind: 'pending', code, banner };
  if (other.dataset[format] !== sha256) return { ...differing(other.dataset[format]), code };
  const outcome = { code, ...exactOf(other.dataset, banner) };
  if (form.dataset.code === undefined) return outcome;
  return outcome.kind === 'exact' ? { kind: 'other', code } : { ...outcome, note: 'other-bytes' };
}

function show({ kind, code, banner, note, facts }) {
  const { content } = document.getElementById('file-outcomes');
  const copyOf = (name) => content.querySelector(`[data-outcome="${name}"]`).cloneNode(true);
  verdict.replaceChildren(banner ?? copyOf(kind));
  verdict.dataset.result = kind;
  const lines = verdict.querySelector('.lines');
  if (facts !== undefined) lines.prepend(facts);
  if (note !== undefined) lines.append(copyOf(note));
  if (code !== undefined) lines.append(linkTo(code));
  verdict.scrollIntoView({ block: 'start' });
}

function linkTo(code) {
  const line = document.createElement('p');
  const link = document.createElement('a');
  link.href = `/c/${code}?lang=${document.documentElement.lang}`;
  link.textContent = code;
  link.className = 'code';
  line.append(link);
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
