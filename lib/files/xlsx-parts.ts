import { readXml } from './read-xml';

/** What a workbook's small parts say about its sheets. */
interface Workbook {
  sheets: { name: string; path: string; isHidden: boolean }[];
  /** Days count from 1904 instead of 1900. */
  from1904: boolean;
}

/** The sheets in their order, each with the part it stands in. */
export async function readWorkbook(parts: ReadonlyMap<string, Buffer>): Promise<Workbook> {
  const targets = new Map<string, string>();
  await readXml(parts.get('xl/_rels/workbook.xml.rels') ?? Buffer.alloc(0), {
    open(name, { Id, Target, TargetMode }) {
      if (name === 'Relationship' && Id && Target && TargetMode !== 'External')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const workbook: Workbook = { sheets: [], from1904: false };
  await readXml(parts.get('xl/workbook.xml') ?? Buffer.alloc(0), {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      const path = targets.get(id);
      if (path)
        workbook.sheets.push({
          name: attributes.name ?? '',
          path,
          isHidden: (attributes.state ?? 'visible') !== 'visible',
        });
    },
  });
  return workbook;
}

/** Number formats that Excel brings along and that show a day. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
/** Day, month or year in a format of the file's own, outside quotes and brackets. */
const showsDay = (format: string) =>
  /[dy]|m(?!m?:|.*:)/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(format);

/** Which styles show a number as a day, by their place in the file. */
export async function readDayStyles(part: Buffer | undefined): Promise<boolean[]> {
  const own = new Map<number, string>();
  const styles: boolean[] = [];
  let isInCellStyles = false;
  if (!part) return styles;
  await readXml(part, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') isInCellStyles = true;
      if (name !== 'xf' || !isInCellStyles) return;
      const id = Number(attributes.numFmtId ?? 0);
      styles.push(DAY_FORMATS.has(id) || showsDay(own.get(id) ?? ''));
    },
    close(name) {
      if (name === 'cellXfs') isInCellStyles = false;
    },
  });
  return styles;
}

/** The texts that cells refer to by number. Readings beside the letters (phonetic) are left out. */
export async function readSharedTexts(part: Buffer | undefined): Promise<string[]> {
  const texts: string[] = [];
  let [current, isText, isAside] = ['', false, false];
  if (!part) return texts;
  await readXml(part, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') isAside = true;
      isText = name === 't';
    },
    text(text) {
      if (isText && !isAside) current += text;
    },
    close(name) {
      if (name === 'rPh') isAside = false;
      if (name === 'si') texts.push(unescaped(current));
      isText = false;
    },
  });
  return texts;
}

/** `_x000D_` is how a workbook writes a sign that XML cannot hold. */
export const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
