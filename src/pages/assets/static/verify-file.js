// Compares a dropped or chosen file with what was issued. The file is hashed here; nothing of it is sent anywhere, not even
// its name. On a page that is not about one certificate, the verdict of the one the file names is asked for by its code.

const sizeBytesMax = 5_000_000;
const headerSearchBytes = 1024;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const address = /\/c\/((?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4})/;

const section = document.getElementById('file-check');
const input = document.getElementById('file');
const result = document.getElementById('file-result');
const codeOf = (text) => text.replaceAll('-', '');

/** @returns {Promise<{kind: string, code?: string}>} */
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
  if (sha256 === section.dataset[format]) return { kind: 'exact' };
  if (claimed === undefined) return { kind: 'unknown' };
  if (codeOf(claimed) === section.dataset.code)
    return { kind: section.dataset[format] === undefined ? 'failed' : 'altered' };
  return compareWithAnother(claimed, format, sha256);
}

async function compareWithAnother(code, format, sha256) {
  const answer = await fetch(`/c/${code}`, { headers: { accept: 'application/json' } });
  if (answer.status === 404) return { kind: 'unknown' };
  if (!answer.ok) return { kind: 'failed' };
  const { files } = await answer.json();
  if (files[format] === null) return { kind: 'failed' };
  if (files[format].sha256 !== sha256) return { kind: 'altered', code };
  return { kind: section.dataset.code === undefined ? 'exact' : 'other', code };
}

function tell({ kind, code }) {
  result.dataset.result = kind;
  result.textContent = result.dataset[kind];
  if (code === undefined) return;
  const link = document.createElement('a');
  link.href = `/c/${code}?lang=${document.documentElement.lang}`;
  link.textContent = code;
  link.className = 'code';
  result.append(' ', link);
}

let latest = 0;

async function check(file) {
  latest += 1;
  const turn = latest;
  tell({ kind: 'reading' });
  const outcome = await compare(file).catch(() => ({ kind: 'failed' }));
  if (turn === latest) tell(outcome);
}

if (section !== null) {
  section.hidden = false;
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
    if (file !== undefined) {
      section.scrollIntoView({ block: 'nearest' });
      check(file);
    }
  });
}
