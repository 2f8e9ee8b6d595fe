/**
 * The part of pdfmake 0.3 that is used here. The published types bring those of a browser along, which
 * then stand in for Node's own everywhere.
 */
declare module 'pdfmake' {
  /** Text, or an object with `text`, `stack`, `columns`, `table` or `image` and how it looks. */
  export type Content = string | { readonly [property: string]: unknown };

  export interface DocumentDefinition {
    readonly pageSize: 'A4';
    /** Points: left, top, right, bottom. */
    readonly pageMargins: readonly number[];
    readonly language: string;
    readonly info: { readonly title: string; readonly author: string; readonly creationDate: Date };
    readonly defaultStyle: { readonly [property: string]: unknown };
    readonly footer: (page: number, pages: number) => Content;
    readonly content: readonly Content[];
  }

  /** Paths of font files by style. */
  export interface FontFiles {
    readonly normal: string;
  }

  const pdfmake: {
    setFonts(fonts: Readonly<Record<string, FontFiles>>): void;
    setUrlAccessPolicy(isAllowed: (url: string) => boolean): void;
    setLocalAccessPolicy(isAllowed: (path: string) => boolean): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
