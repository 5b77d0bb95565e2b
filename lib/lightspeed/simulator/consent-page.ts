const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;--paper:#f4f4f2;--card:#fff;--ink:#1d1f21;--soft:#5b6167;--line:#dcdedf;--accent:#b3122d}
@media(prefers-color-scheme:dark){:root{--paper:#141517;--card:#1f2123;--ink:#f1f2f3;--soft:#a9afb5;--line:#393c3f;--accent:#ff7d8c}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:440px;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:clamp(20px,6vw,32px)}
p.brand{display:flex;justify-content:space-between;margin:0 0 24px;padding-bottom:14px;border-bottom:1px solid var(--line);font-size:14px;font-weight:600}
p.brand span{color:var(--accent)}h1{margin:0 0 10px;font-size:22px;line-height:1.25;text-wrap:balance}p{margin:0 0 8px}
ul{list-style:none;padding:0;margin:12px 0 24px}li{display:flex;gap:10px;padding:8px 0;border-top:1px solid var(--line)}li:before{content:"✓"/"";color:var(--accent)}
form{display:flex;flex-wrap:wrap;gap:12px}button{flex:1 1 140px;min-height:44px;border-radius:9px;border:1px solid var(--soft);background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button[value=allow]{background:var(--ink);border-color:var(--ink);color:var(--card)}button:hover{opacity:.88}button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
small{display:block;margin-top:20px;color:var(--soft)}`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><p class="brand">K-Series <span>Simulator</span></p>${body}</main></body></html>`;

const MEANING: Record<string, string> = {
  'financial-api': 'Read businesses, locations and sales',
  items: 'Read items',
  offline_access: 'Stay connected while you are away',
};

export function consentPage(action: string, business: string, fields: Record<string, string>): string {
  const scopes = (fields.scope ?? '').split(' ').filter(Boolean);
  const hidden = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  return page(
    'Allow access · K-Series simulator',
    `<h1>Allow Bestellfix to read ${escapeHtml(business)}?</h1><p>It asks to:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(MEANING[scope] ?? scope)}</li>`).join('')}</ul>
<form method="post" action="${escapeHtml(action)}">${hidden}<button type="submit" name="decision" value="deny">Deny</button>
<button type="submit" name="decision" value="allow">Allow</button></form>
<small>A stand-in for Lightspeed with invented data. Nothing leaves this computer.</small>`,
  );
}

export const messagePage = (title: string, text: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`);
