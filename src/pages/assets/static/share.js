// Buttons that need a script: copy a field, print the page. Without scripts the fields can be selected by hand.

const status = document.getElementById('copied');

async function copy(field) {
  field.select();
  // If the browser refuses the clipboard, the text stays selected.
  await navigator.clipboard.writeText(field.value);
  status.textContent = status.dataset.message;
}

for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    status.textContent = '';
    const isCopied = await copy(document.getElementById(button.dataset.copy)).then(
      () => true,
      () => false,
    );
    if (!isCopied) return;
    button.textContent = status.dataset.message;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
