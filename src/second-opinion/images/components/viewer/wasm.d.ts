declare module "@cornerstonejs/codec-charls/decodewasm" {
  const url: string;
  export default url;
}
declare module "@cornerstonejs/codec-openjpeg/decodewasm" {
  const url: string;
  export default url;
}
declare module "@cornerstonejs/codec-charls/decodewasmjs" {
  const load: (options: { locateFile: () => string }) => Promise<{ JpegLSDecoder: new () => import("./codecs").WasmDecoder }>;
  export default load;
}
declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  const load: (options: { locateFile: () => string }) => Promise<{ J2KDecoder: new () => import("./codecs").WasmDecoder }>;
  export default load;
}
