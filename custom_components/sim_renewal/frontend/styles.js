/** The looks of the card. Only names of Home Assistant's themes are read; widths are those of the card itself. */

const TOKENS = `
:host{--danger:var(--error-color);--danger-ink:var(--ha-color-on-danger-normal,var(--error-color));--warn:var(--ha-color-on-warning-quiet,var(--warning-color));--warn-ink:var(--ha-color-on-warning-normal,var(--primary-text-color));--ok:var(--primary-color);--idle:var(--secondary-text-color);--tint:color-mix(in srgb,var(--primary-text-color) 8%,transparent);--edge:var(--ha-color-border-neutral-normal,#898989);--surface:var(--ha-card-background,var(--card-background-color,#fff));--body:var(--ha-font-family-body,Roboto,Noto,sans-serif);display:block}
*{box-sizing:border-box}
.sim,.dialog{color:var(--primary-text-color);font:400 var(--ha-font-size-m,14px)/1.4 var(--body);text-autospace:ideograph-alpha;-webkit-font-smoothing:antialiased}
.sim{display:block;position:relative;container:sim/inline-size;background:var(--surface);border:var(--ha-card-border-width,1px) solid var(--ha-card-border-color,var(--divider-color));border-radius:var(--ha-card-border-radius,var(--ha-border-radius-lg,12px));box-shadow:var(--ha-card-box-shadow,none);backdrop-filter:var(--ha-card-backdrop-filter,none)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
:where(button,a.btn){font:inherit;color:inherit;cursor:pointer;border:0;background:none;margin:0}
:focus-visible{outline:2px solid var(--primary-text-color);outline-offset:-2px}
.btn:focus-visible{outline-offset:2px}h2:focus{outline:0}
.danger{--c:var(--danger)}.warn{--c:var(--warn)}.ok{--c:var(--ok)}.idle,.shape.none{--c:var(--idle)}
`;

const BUTTONS = `
.btn{position:relative;display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:44px;min-width:44px;padding:0 14px;border-radius:var(--ha-border-radius-pill,9999px);font-weight:500;line-height:18px;text-decoration:none;text-align:center;isolation:isolate}
.btn::before{content:"";position:absolute;inset:4px 0;z-index:-1;border-radius:inherit;border:1px solid transparent}
.btn.p::before{background:color-mix(in srgb,var(--primary-color) 22%,transparent)}.btn.p:hover::before{background:color-mix(in srgb,var(--primary-color) 32%,transparent)}
.btn.t::before{background:var(--tint)}.btn.big{min-height:48px}.btn.big::before{inset:2px 0}
.btn.q:hover::before{background:var(--tint)}
.btn.x{padding:0;width:48px;min-height:48px}.btn.x::before{inset:4px}.btn.x:hover::before{background:var(--tint)}
.btn[aria-busy=true],.btn[disabled]{opacity:.55;cursor:default}
.said{margin:4px 0;line-height:20px;color:var(--danger-ink)}
.ic{--mdc-icon-size:20px;flex:none}
.shape{--size:40px;width:var(--size);height:var(--size);flex:none;overflow:visible}
.shape .f{fill:var(--c)}.shape .g{stroke:var(--surface);stroke-width:2.6;fill:none;stroke-linecap:round;stroke-linejoin:round}
.shape.outlined .f{fill:color-mix(in srgb,var(--c) 16%,var(--surface));stroke:var(--c);stroke-width:1.8}.shape.none .f{fill:var(--tint)}
.shape.dashed .f{fill:none;stroke:var(--c);stroke-width:1.6;stroke-dasharray:3 3}.shape.outlined .g,.shape.none .g,.shape.dashed .g{stroke:var(--c)}
`;

const THREAD = `
.thr{--gl:linear-gradient(var(--divider-color) 0 0);display:block;width:100%;height:18px;overflow:visible;margin-top:2px;padding-inline:4px;background:var(--gl) 17.4% 0/1px 100% no-repeat,var(--gl) 41.9% 0/1px 100% no-repeat,var(--gl) 66.4% 0/1px 100% no-repeat,var(--gl) 100% 0/1px 100% no-repeat;background-origin:content-box}
[dir=rtl] .thr{background-position:82.6% 0,58.1% 0,33.6% 0,0 0}
.thr .w,.thr .r,.thr .k,.thr .e,.thr .go,.thr .ns{stroke:var(--c);fill:none}
.thr .w,.thr .go,.thr .gain{stroke-width:8;stroke-linecap:round}.thr .r{stroke-width:3}.thr .k{stroke-width:4;stroke-linecap:round;stroke-dasharray:0 8}.thr .e{stroke-width:2.5;stroke-linecap:round}
.thr .hol{stroke:var(--surface);stroke-width:4.5;stroke-linecap:round}.thr .go{opacity:.3}.thr .gain{stroke:var(--ok)}
.thr .ns{stroke-width:2;stroke-dasharray:6 6}.thr .td{stroke:var(--secondary-text-color);stroke-width:2}
.thr .ring{fill:var(--surface);stroke:var(--c);stroke-width:2.5}.thr .bell{fill:var(--secondary-text-color)}
.thr.s-line{height:36px}.thr.s-large{height:28px}
.thr.s-line .w,.thr.s-line .go,.thr.s-line .gain,.thr.s-large .w,.thr.s-large .go{stroke-width:12}.thr.s-line .r{stroke-width:4}.thr.s-line .k{stroke-width:5;stroke-dasharray:0 10}.thr.s-large .k{stroke-width:6;stroke-dasharray:0 11}.thr.s-line .hol,.thr.s-large .hol{stroke-width:7}
.thr.sample{background:none;flex:none;width:24px;height:14px;padding:0;margin:0}
.axis{position:relative;height:20px;margin-block:8px 0;margin-inline:72px 20px;font-size:12px;color:var(--secondary-text-color);overflow:hidden}
.axis .week{display:none}.axis span,.flags span{position:absolute;white-space:nowrap;transform:translateX(-50%)}[dir=rtl] .axis span,[dir=rtl] .flags span{transform:translateX(50%)}
.axis .a.a,.axis .z.z,.flags .a.a,.flags .z.z{transform:none}
.flags{position:relative;height:20px;margin:12px 4px 0;font-size:12px;font-weight:500}
@media(prefers-reduced-motion:no-preference){.thr .w,.bar i{transition:all .25s}}
`;

const HOUSEHOLD = `
.hd{display:flex;flex-wrap:wrap;align-items:center;gap:12px;padding:12px 16px 0}
.hd h2{flex:1 1 120px;min-width:0;margin:0;font-size:var(--ha-font-size-l,16px);font-weight:500;line-height:24px;overflow-wrap:anywhere}
.tally{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:4px 12px;font-weight:500}.tally span{display:flex;align-items:center;gap:4px}.tally .shape{--size:20px}
.rows{list-style:none;margin:0;padding:0 0 8px}
.rows.many li{content-visibility:auto;contain-intrinsic-size:auto 74px}
.row{display:grid;grid-template-columns:40px minmax(0,1fr) auto;grid-template-areas:"s n f" "s t f" "s b b";column-gap:16px;width:100%;padding:6px 16px;text-align:start;align-items:center;border-radius:8px}
.nm::after,.sr::after,.tx::after{content:""/","}
.row:hover{background:color-mix(in srgb,var(--primary-text-color) 4%,transparent)}
.row>.shape{grid-area:s;align-self:start;margin-top:4px}.row>.thr{grid-area:b}
.nm{grid-area:n;font-size:var(--ha-font-size-l,16px);font-weight:500;line-height:22px;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow-wrap:anywhere}
.tx{grid-area:t;line-height:20px;color:var(--secondary-text-color);overflow-wrap:break-word}
.fg{grid-area:f;text-align:end;line-height:1;min-width:56px;max-width:120px;align-self:start}
.fg b{display:block;font-size:var(--ha-font-size-3xl,28px);font-weight:500;line-height:28px;font-variant-numeric:tabular-nums}
.fg b.w{font-size:18px;line-height:24px}
.fg i{display:block;font-style:normal;font-size:12px;line-height:14px;color:var(--secondary-text-color)}
.fg.danger b{color:var(--danger-ink)}.fg.warn b{color:var(--warn-ink)}.fg.idle b{color:var(--secondary-text-color)}
.strip{display:flex;flex-wrap:wrap;align-items:center;gap:0 8px;padding-block:0 8px;padding-inline:72px 16px}
.strip p{margin:4px 0 0;flex:1 1 100%;line-height:20px;min-width:0}
.rest{margin:0;padding-block:4px 12px;padding-inline:72px 16px;color:var(--secondary-text-color)}
.empty{padding:32px 24px;text-align:center}.empty .thr{max-width:260px;margin:0 auto 16px}.empty h2{margin:0 0 4px;font-size:16px;font-weight:500}.empty p{margin:0 0 12px;color:var(--secondary-text-color)}
@container sim (min-width:640px){
.row{grid-template-columns:40px minmax(0,260px) minmax(0,1fr) 104px;grid-template-areas:"s n b f" "s t b f"}.row .thr{margin:0}.axis{margin-inline:350px 140px}.fg{max-width:none}.axis .week.week{display:block}}
@container sim (max-width:359px){.acts .ic{display:none}.row{column-gap:12px;grid-template-columns:32px minmax(0,1fr) auto;grid-template-areas:"s n f" "s t f" "b b b";padding-inline:12px}.row>.shape{--size:32px}.fg{max-width:88px}.fg b{font-size:24px}.fg b.w{font-size:16px;line-height:22px}.axis{margin-inline:16px}.strip,.rest{padding-inline:12px}.hd{padding-inline:12px}}
.big-rows .row{grid-template-columns:56px minmax(0,1fr) auto;grid-template-areas:"s n f" "s t f" "s b b";padding-block:12px}.big-rows .row>.shape{--size:56px;margin:0}.big-rows .nm{font-size:24px;line-height:30px}.big-rows .tx{font-size:18px;line-height:24px}.big-rows .fg{max-width:170px}.big-rows .fg b{font-size:48px;line-height:42px}.big-rows .fg b.w{font-size:24px;line-height:30px}.big-rows .fg i{font-size:14px;line-height:14px}@container sim (min-width:360px){.big-rows .axis{margin-inline:88px 20px}.big-rows .strip,.big-rows .rest{padding-inline:88px 16px}}
@container sim (max-width:359px){.big-rows .row{grid-template-areas:"s n f" "s t f" "b b b"}}
.compact .row{grid-template-columns:24px minmax(0,5fr) minmax(56px,6fr) 80px;grid-template-areas:"s n b f";min-height:44px;padding-block:4px;column-gap:12px}
.compact .row>.shape{--size:24px;margin:0;align-self:center}.compact .nm{font-size:14px;line-height:18px}.compact .tx,.compact .axis{display:none}
.compact .thr{margin:0}.compact .fg{align-self:center;min-width:0;max-width:none}.compact .fg b,.compact .fg b.w{display:inline;font-size:16px;line-height:20px}.compact .fg b.w{font-size:14px;overflow-wrap:anywhere}.compact .fg i{display:inline;margin-inline-start:3px}
`;

const LINE = `
.lc{padding:16px}
.lc .top{display:flex;gap:16px;align-items:flex-start;margin-inline-end:-12px}.lc .top>div{flex:1;min-width:0}
.lc h2{margin:0;font-size:var(--ha-font-size-xl,20px);font-weight:500;line-height:26px;overflow-wrap:anywhere}
.lc .sub{margin:0;color:var(--secondary-text-color);overflow-wrap:break-word}.lc .top .x{margin-block:-8px;margin-inline-start:-8px}.lc .top .x+.x{margin-inline-start:-16px}
.lead{margin:16px 0 0;font-size:var(--ha-font-size-l,16px);line-height:24px}
.lead b{display:block;font-size:28px;line-height:36px;font-weight:500}.lead.danger b{color:var(--danger-ink)}.lead.warn b{color:var(--warn-ink)}.lead.idle b{color:var(--secondary-text-color)}
.lc .axis{margin:0 4px}
.key{margin:12px 0 0;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:6px 12px;align-items:center}
.key dt{display:flex;gap:12px;align-items:center;min-width:0}.key dd{margin:0;text-align:end;color:var(--secondary-text-color)}
.ask{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;margin:16px 0 0;padding:8px 12px;border-radius:12px;background:var(--tint)}.ask p{margin:0;flex:1 1 100%}
.acts{display:grid;grid-template-columns:1fr 1fr;gap:0 8px;margin-top:12px}.acts .big,.acts .wide,.acts .said{grid-column:1/-1}
.bk{margin-top:20px;display:grid;gap:14px}
.bk .l{display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}.bk .l span{flex:1;min-width:64px}.bk .l b{font-weight:500}.bk .l b.old{color:var(--secondary-text-color)}
.bk .m{font-size:12px;line-height:16px;color:var(--secondary-text-color);margin:4px 0 0;display:flex;gap:4px;align-items:center}.bk .m.warn{color:var(--warn-ink)}.bk .m .ic{--mdc-icon-size:16px}
.bar{position:relative;height:8px;margin-top:6px;border-radius:4px;border:1px solid color-mix(in srgb,var(--primary-text-color) 38%,transparent)}
.bar i{position:absolute;inset-block:-1px;inset-inline-start:-1px;border-radius:4px;background:var(--c,var(--ok))}
.bar.unlimited{border-color:transparent;background:linear-gradient(90deg,var(--ok),color-mix(in srgb,var(--ok) 10%,transparent))}[dir=rtl] .bar.unlimited{background:linear-gradient(270deg,var(--ok),color-mix(in srgb,var(--ok) 10%,transparent))}
.bar.unknown{border:1px dashed var(--edge)}
.bar u{position:absolute;top:-4px;bottom:-4px;width:0;border-inline-start:2px solid var(--primary-text-color)}
.spk{display:block;width:100%;height:40px;margin-top:8px;overflow:visible}.spk path{fill:none;stroke:var(--ok);stroke-width:2;vector-effect:non-scaling-stroke}.spk .ar{fill:color-mix(in srgb,var(--ok) 12%,transparent);stroke:none}
.ends{display:flex;justify-content:space-between;font-size:12px;color:var(--secondary-text-color);margin:2px 0 0}
.facts{margin:20px 0 0;display:grid;grid-template-columns:auto minmax(0,1fr);gap:6px 16px;border-top:1px solid var(--divider-color);padding-top:14px}.facts dt{color:var(--secondary-text-color)}.facts dd{margin:0;text-align:end;min-width:0;overflow-wrap:break-word}.facts .m{grid-column:1/-1;font-size:12px;line-height:16px;color:var(--secondary-text-color)}
.chips{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}.chip{display:inline-flex;align-items:center;gap:4px;min-height:24px;padding:2px 10px;border-radius:12px;background:var(--tint);font-size:12px;font-weight:500}.chip .ic{--mdc-icon-size:14px}
.months{display:flex;align-items:flex-end;gap:4px;height:96px;margin-top:16px;border-bottom:1px solid var(--divider-color)}.months i{flex:1;border-radius:3px 3px 0 0;background:var(--ok);opacity:.45}.months i:last-child{opacity:1}
.sums~.facts{grid-template-columns:minmax(0,1fr) fit-content(60%)}.sums{display:flex;flex-wrap:wrap;gap:8px 32px;margin:12px 0 0}.sums b{display:block;font-size:28px;line-height:36px;font-weight:500}
`;

const SHEETS = `
.dialog{margin:auto;padding:0;width:min(480px,100vw);max-width:none;max-height:calc(100dvh - 48px);border-radius:var(--ha-border-radius-3xl,24px);border:0;overflow:auto;overscroll-behavior:contain;background:var(--ha-dialog-surface-background,var(--card-background-color,#fff))}
.dialog::backdrop{background:rgba(0,0,0,.32)}
.sheet{padding:8px 24px 24px}.st{display:flex;align-items:center;gap:8px;margin:0 -12px 4px;min-height:56px}.st h2{flex:1;min-width:0;margin:0;font-size:20px;font-weight:400;line-height:26px;overflow-wrap:anywhere}
@media(max-width:599px){.dialog{margin-bottom:0;max-height:92dvh;border-end-start-radius:0;border-end-end-radius:0;padding-bottom:env(safe-area-inset-bottom)}.sheet{padding-inline:16px}}
.fld{display:block;margin-top:12px;min-width:0}.fld>span{display:block;font-size:12px;line-height:16px;color:var(--secondary-text-color);margin-bottom:4px}.fld small{display:block;font-size:12px;color:var(--secondary-text-color);margin-top:4px}.fld small.said{color:var(--danger-ink)}
.fld input:not([type=file]),.fld select{width:100%;min-height:48px;font:400 16px/24px var(--body);color:inherit;background:var(--ha-color-form-background,var(--tint));border:1px solid transparent;border-bottom-color:var(--edge);border-radius:8px 8px 0 0;padding:8px 12px}
.fld select option{background:var(--card-background-color);color:var(--primary-text-color)}
.fld [aria-invalid=true]{border-bottom:2px solid var(--danger-ink)}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 12px}@media(max-width:359px){.two{grid-template-columns:minmax(0,1fr)}.acts .ic{display:none}}
.files{display:flex;flex-wrap:wrap;gap:0 4px;align-items:center}.files .name{overflow-wrap:anywhere;min-width:0;flex:1}
.eff{margin:16px 0 0;padding:12px 16px;border-radius:12px;border:1px solid var(--divider-color)}.eff:empty{display:none}.eff p{margin:0;line-height:20px}.eff p+p{margin-top:8px}.eff b{font-weight:500}.eff .thr{margin:8px 0 0}
.ft{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:8px;margin-top:20px}
.ck{display:flex;gap:12px;align-items:center;min-height:44px}.ck input{width:20px;height:20px;flex:none;accent-color:var(--primary-color)}
.yr{margin:12px 0 0;padding:0 0 4px;display:flex;font-weight:500;font-size:16px;border-bottom:1px solid var(--divider-color)}.yr span{flex:1}
.led{list-style:none;margin:0;padding:0}.led>li{display:grid;grid-template-columns:minmax(0,1fr) auto auto;gap:0 8px;padding:8px 0;align-items:center;border-top:1px solid var(--divider-color)}.led>li:first-child{border:0}
.led p{margin:0;color:var(--secondary-text-color);line-height:20px;overflow-wrap:break-word}.led p.d{color:var(--primary-text-color);font-weight:500}.led .am{font-weight:500;font-size:16px;font-variant-numeric:tabular-nums}
.led .un .d,.led .un .am{text-decoration:line-through;font-weight:400;color:var(--secondary-text-color)}.led .end{display:flex}.led .wide{grid-column:1/-1;margin-top:8px}
.led img,.led iframe{display:block;width:100%;max-height:60vh;object-fit:contain;border:0;border-radius:8px;background:var(--tint)}.led iframe{height:60vh}
.menu{display:grid;margin:8px -12px 0;padding:4px 0;border-radius:12px;background:var(--tint)}.menu .btn{justify-content:flex-start;border-radius:8px}.menu .btn:hover{background:var(--tint)}
`;

const PREFERENCES = `
@media(prefers-contrast:more){:host{--secondary-text-color:var(--primary-text-color);--warn:var(--warn-ink);--danger:var(--danger-ink);--divider-color:currentColor}.btn::before,.ask,.eff,.bar,.chip,.menu{border:1px solid currentColor}.shape.none .f{stroke:currentColor}}
@media(forced-colors:active){:host{--danger:CanvasText;--warn:CanvasText;--ok:Highlight;--idle:GrayText;--tint:Canvas;--surface:Canvas;--divider-color:GrayText;--secondary-text-color:CanvasText;--c:CanvasText}.shape.none .f{stroke:currentColor}.btn::before,.ask,.eff,.chip,.menu{border:1px solid ButtonText}.bar{border:1px solid CanvasText;forced-color-adjust:none;background:Canvas}.bar i{background:Highlight}}
`;

const SMALL = `
.bdg{display:inline-flex;align-items:center;gap:8px;min-height:36px;padding-inline:8px 12px;border:1px solid var(--divider-color);border-radius:18px;background:var(--surface);color:var(--primary-text-color);font:500 var(--ha-font-size-m,14px)/1.2 var(--body);white-space:nowrap;position:relative;cursor:pointer}.bdg::after{content:"";position:absolute;inset:-5px 0}.bdg .shape{--size:20px}
.feat{height:42px;padding:11px 0}
`;

/** @type {Map<string, CSSStyleSheet>} */
const made = new Map();

/** @param {string} css */
function sheet(css) {
  let found = made.get(css);
  if (!found) {
    found = new CSSStyleSheet();
    found.replaceSync(css);
    made.set(css, found);
  }
  return found;
}

const CARD = TOKENS + BUTTONS + THREAD + HOUSEHOLD + LINE + SHEETS + PREFERENCES;

export const cardStyles = () => [sheet(CARD)];
export const smallStyles = () => [sheet(TOKENS + BUTTONS + THREAD + SMALL + PREFERENCES)];
