// Puts the pages of several PDFs into one, unchanged and in their order. The same documents give the same bytes. The structure for screen
// readers and the titles of the documents are not taken over.

import { PDFDocument } from 'pdf-lib';

export async function mergePdfs(documents: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  // Without the date and the name of the library.
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const bytes of documents) {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const page of await merged.copyPages(document, document.getPageIndices())) merged.addPage(page);
  }
  return (await merged.save({ useObjectStreams: true, addDefaultPage: false })) as Uint8Array<ArrayBuffer>;
}
