// The build puts the library beside the page's modules.
declare module "*/idb.js" {
  export * from "idb";
}
