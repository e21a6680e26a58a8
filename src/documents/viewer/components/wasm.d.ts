type FrameInfo = {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned?: boolean;
};
type WasmDecoder = {
  getEncodedBuffer: (length: number) => Uint8Array;
  decode: () => void;
  getDecodedBuffer: () => Uint8Array;
  getFrameInfo: () => FrameInfo;
  delete: () => void;
};

declare module "@cornerstonejs/codec-charls/decodewasm" {
  const url: string;
  export default url;
}
declare module "@cornerstonejs/codec-openjpeg/decodewasm" {
  const url: string;
  export default url;
}
declare module "@cornerstonejs/codec-charls/decodewasmjs" {
  const load: (options: {
    locateFile: () => string;
  }) => Promise<{ JpegLSDecoder: new () => WasmDecoder }>;
  export default load;
}
declare module "@cornerstonejs/codec-openjpeg/decodewasmjs" {
  const load: (options: {
    locateFile: () => string;
  }) => Promise<{ J2KDecoder: new () => WasmDecoder }>;
  export default load;
}
