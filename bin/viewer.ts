import { rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = join(import.meta.dirname, "..");
const source = join(root, "src/documents/viewer/components");
/** Made anew by each build, so that it is no part of what a build is made of. */
export const viewerFolder = join(root, "public/viewer");

const options: BuildOptions = {
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  outdir: viewerFolder,
  loader: { ".wasm": "file" },
  publicPath: "/viewer",
  // The codecs come with a branch for Node that no browser enters.
  external: ["fs", "path", "crypto", "module", "url"],
  logLevel: "error",
};

/** The viewer of images and the worker that unpacks them, each codec as a file of its own that is fetched where an image needs it. */
export async function bundleViewer(): Promise<void> {
  rmSync(viewerFolder, { recursive: true, force: true });
  await build({ ...options, entryPoints: { viewer: join(source, "main.ts") } });
  await build({ ...options, entryPoints: { decoder: join(source, "decoder.ts") } });
}
