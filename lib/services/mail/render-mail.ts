import { mailText } from '@/lib/i18n/mail-text';

/** What a mail says, in its reader's language; no markup. */
export interface MailContent {
  subject: string;
  paragraphs: string[];
  /** Lines of a list, each with where it leads, if anywhere. */
  list?: { text: string; url?: string }[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Smaller, at the end: why one gets this, and what to do if one did not ask for it. */
  note?: string;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const MARKUP: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => MARKUP[one] ?? one);
/** A header is one line. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** The same words as text and as HTML. Whatever people typed into them is text in both. */
export function renderMail(content: MailContent, locale: 'de' | 'en'): RenderedMail {
  const footer = mailText(locale)('footer');
  const subject = oneLine(content.subject);
  return { subject, text: asText(content, footer), html: asHtml({ ...content, subject }, locale, footer) };
}

function asText({ paragraphs, list = [], action, note }: MailContent, footer: string): string {
  const blocks = [
    ...paragraphs,
    list.map(({ text, url }) => (url ? `- ${text}\n  ${url}` : `- ${text}`)).join('\n'),
    action ? `${action.label}:\n${action.url}` : '',
    note ?? '',
  ].filter((block) => block !== '');
  return `${[...blocks, `-- \n${footer}`].join('\n\n')}\n`;
}

const FONT = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif";

function asHtml(content: MailContent, locale: string, footer: string): string {
  const { subject, paragraphs, list = [], action, note } = content;
  const line = ({ text, url }: { text: string; url?: string }) =>
    `<li style="margin:0 0 8px">${url ? `<a href="${escaped(url)}" style="color:#0f766e">${escaped(text)}</a>` : escaped(text)}</li>`;
  const blocks = [
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:28px">${escaped(subject)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`),
    list.length > 0 ? `<ul style="margin:0 0 16px;padding-left:20px">${list.map(line).join('')}</ul>` : '',
    action
      ? `<p style="margin:24px 0"><a href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0f766e;color:#ffffff;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>`
      : '',
    note ? `<p style="margin:0;font-size:14px;line-height:20px;color:#57534e">${escaped(note)}</p>` : '',
  ];
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f5f5f4">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:12px"><tr><td style="padding:28px;${FONT};font-size:16px;line-height:24px;color:#1c1917">
${blocks.join('\n')}
</td></tr></table>
<p style="margin:16px 0 0;${FONT};font-size:13px;color:#57534e">${escaped(footer)}</p>
</td></tr></table>
</body></html>
`;
}
