// Draws rank cards with takumi: `node takumi.mjs FOLDER-OF-NODE_MODULES FONT`. The first line of the input holds
// the shapes that all cards share, each other line one card (see ../cards.py); the answer to each is a line with
// the CPU time of this process, all its threads included, in milliseconds, and the bytes of the PNG.
// Whatever takumi offers for speed is used: one renderer, the font registered once, nodes built by hand (no JSX),
// pictures handed over once and cached, a glyph cache of 64 MiB as its documentation advises for Chinese, clipped
// boxes no larger than what they show (whole-card ones take 1.4 x the time; the shapes as one SVG take 1.1 x).
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [folder, font] = process.argv.slice(2);
const { Renderer, setGlyphCacheMaxBytes } = createRequire(`${folder}/`)("@takumi-rs/core");
const ASCENT = 0.936; // base line below the top of a line of height 1, in parts of the size
let page;

const at = (x, y, more) => ({ position: "absolute", left: x, top: y, ...more });
const polygon = (points) => `polygon(${points.map(([x, y]) => `${x}px ${y}px`).join(", ")})`;
const box = (style, children) => ({ type: "container", style, children });
const picture = (src, x, y, side) => ({ type: "image", src, width: side, height: side, style: at(x, y, { width: side, height: side }) });
const words = (t, colour, left = 0, top = 0) => ({
  type: "text",
  text: t.text,
  style: at(t.x - left, t.base - ASCENT * t.size - top, { fontSize: t.size, fontWeight: t.weight, color: colour, lineHeight: 1, whiteSpace: "nowrap" }),
});

// A filled polygon in a box of its own size; `inside` makes what it holds, given where the box stands.
function field(points, colour, inside) {
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const shape = polygon(points.map(([x, y]) => [x - left, y - top]));
  const size = { width: Math.max(...xs) - left, height: Math.max(...ys) - top };
  return box(at(left, top, { ...size, backgroundColor: colour, clipPath: shape }), inside && [inside(left, top)]);
}

function card(c) {
  const { size, floor, colours, beam, gallery, shaft, lamp, qr, mark } = page;
  const [x, y, radius, ring] = lamp;
  const whole = { width: size, height: size };
  return box({ ...whole, position: "relative", backgroundColor: colours.ground }, [
    words(c.fact, c.fact.outside),
    field(beam, colours.paper, (left, top) => words(c.fact, c.fact.inside, left, top)),
    box(at(gallery[0], gallery[1], { width: gallery[2], height: gallery[3], borderRadius: 10, backgroundColor: colours.paper })),
    field(shaft, colours.paper),
    box(at(0, floor, { width: size, height: size - floor, backgroundColor: colours.paper })),
    box(
      at(x - radius - ring, y - radius - ring, {
        width: 2 * (radius + ring), height: 2 * (radius + ring), borderRadius: radius + ring,
        border: `${ring}px solid ${colours.sun}`, backgroundColor: c.face,
        display: "flex", alignItems: "center", justifyContent: "center",
      }),
      [{ type: "text", text: c.initial, style: { fontSize: c.initial_size, fontWeight: 600, color: "#FFFFFF", lineHeight: 1 } }],
    ),
    picture("sign", mark[0], mark[1], mark[2]),
    picture("code", qr[0], qr[1], qr[2]),
    ...c.texts.map((t) => words(t, t.colour)),
  ]);
}

setGlyphCacheMaxBytes(64 << 20);
const renderer = new Renderer();
await renderer.registerFont(readFileSync(font));
let images = [];
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (!page) {
    page = asked;
    images = [{ src: "code", data: Buffer.from(page.code) }, { src: "sign", data: Buffer.from(page.sign) }];
    continue;
  }
  const before = process.cpuUsage();
  const png = await renderer.render(card(asked), { width: page.size, height: page.size, format: "png", images });
  const used = process.cpuUsage(before);
  if (asked.look) writeFileSync(asked.look, png);
  process.stdout.write(`${JSON.stringify({ cpu: (used.user + used.system) / 1000, bytes: png.length })}\n`);
}
