import { SaxesParser } from 'saxes';
import { letOthersIn } from '@/lib/platform/in-turns';
import { refuseFile } from './refuse-file';

interface XmlHandlers {
  /** Names come without their prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}
/** Bytes parsed between two turns of the event loop; a few milliseconds. */
const STRETCH = 64 * 1024;
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Walks an XML document. Entities are the five of XML; a document type, which could bring others or lead out
 * of the file, is refused. Throws import_file_refused.
 */
export async function readXml(bytes: Buffer, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser();
  const fail = () => {
    throw refuseFile('damaged');
  };
  parser.on('error', fail);
  parser.on('doctype', fail);
  parser.on('opentag', ({ name, attributes }) => handlers.open?.(local(name), attributes));
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  const decoder = new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8');
  for (let at = 0; at < bytes.length; at += STRETCH) {
    parser.write(decoder.decode(bytes.subarray(at, at + STRETCH), { stream: true }));
    await letOthersIn();
  }
  parser.close();
}

const isUtf16 = (bytes: Buffer) => bytes[0] === 0xff && bytes[1] === 0xfe;
